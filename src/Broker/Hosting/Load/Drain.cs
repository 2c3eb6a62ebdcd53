namespace ZioExchange.Broker.Hosting.Load;

/// <summary>Between the signal to stop and the end of listening: the node says that it is not ready, still answers, and closes each connection behind an answer.</summary>
/// <remarks>
/// A server that closes its connections at once cuts off whoever was sending on one, and a POST that is cut off may not be sent again by a proxy. What was begun when
/// this ends is finished by the server itself.
/// </remarks>
internal sealed class Drain(BrokerSettings settings) : IHostedLifecycleService
{
    private TimeSpan _left = settings.Load.Drain;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        var wait = _left;
        _left = TimeSpan.Zero;   // who asks again has waited
        try
        {
            await Task.Delay(wait, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Whoever stops the program is in more of a hurry.
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Lets answers of a node that is stopping close their connection; HTTP/2 does that by itself.</summary>
    public static void Use(WebApplication app) => app.Use((http, next) =>
    {
        if (app.Lifetime.ApplicationStopping.IsCancellationRequested && HttpProtocol.IsHttp11(http.Request.Protocol))
        {
            http.Response.Headers.Connection = "close";
        }

        return next(http);
    });
}
