using ZioExchange.Broker.Audit;

namespace ZioExchange.Broker.Tests.Exchange.Push;

/// <summary>The log, but before the first entry something else happens: what another node did between decision and release.</summary>
internal sealed class ChangedMeanwhile(IAuditLog log, Func<Task> change) : IAuditLog
{
    private int _called;

    public async Task<AppendedEntry> AppendAsync(AuditEntry entry, ICommitStep? step, CancellationToken ct)
    {
        if (Interlocked.Exchange(ref _called, 1) == 0)
        {
            await change();
        }

        return await log.AppendAsync(entry, step, ct);
    }
}
