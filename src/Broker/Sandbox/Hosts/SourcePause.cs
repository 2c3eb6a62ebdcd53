namespace ZioExchange.Broker.Sandbox.Hosts;

/// <summary>Holds a source's answer about one child until a test lets it go, so that something can happen in between.</summary>
public sealed class SourcePause
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when the source has taken the question.</summary>
    public Task Asked => _asked.Task;

    /// <summary>The source answers, now and from now on.</summary>
    public void LetGo() => _released.TrySetResult();

    internal Task HoldAsync(CancellationToken ct)
    {
        _asked.TrySetResult();
        return _released.Task.WaitAsync(ct);
    }
}
