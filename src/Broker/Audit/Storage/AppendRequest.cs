using ZioExchange.Broker.Audit.Sealing;

namespace ZioExchange.Broker.Audit.Storage;

/// <summary>One caller that waits for its entry to be durable.</summary>
internal sealed class AppendRequest(PreparedEntry entry, ICommitStep? step)
{
    // Asynchronously, or the first caller to be answered would run its own work in the writer's place.
    private readonly TaskCompletionSource<AppendedEntry> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PreparedEntry Entry { get; } = entry;

    public ICommitStep? Step { get; } = step;

    public Task<AppendedEntry> Done => _done.Task;

    public void Written(LogRow row) => _done.TrySetResult(new AppendedEntry.Written(row.Index, row.LeafHash));

    public void Refused() => _done.TrySetResult(new AppendedEntry.Refused());

    public void Failed(Exception fault)
    {
        _done.TrySetException(fault);
        _ = _done.Task.Exception;   // observed here too: the caller may have stopped waiting
    }
}
