namespace ZioExchange.Broker.Sandbox.Hosts;

/// <summary>A source lives as long as the broker's own host; it takes no signals and prints nothing.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
