using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Storage;

namespace ZioExchange.Broker.Audit;

/// <summary>Hands the log over to a new signing key: an entry says so, and the checkpoint over it carries the signatures of both keys.</summary>
/// <remarks>
/// A statement signed by both keys is published at <c>/log/keys</c>, so that who kept the old verifier key can check what the new key signs.
/// Other nodes take up the new key at their next batch; one that cannot find it stops accepting entries.
/// </remarks>
public sealed class LogKeyRotation(IAuditLog log, ILogSigner signer, TimeProvider clock)
{
    /// <param name="next">On the disk already: from the commit on, nothing else can sign.</param>
    /// <param name="actor">Who rotates.</param>
    /// <param name="traceId">Of the order.</param>
    /// <param name="ct">Stops the wait, not the rotation.</param>
    /// <returns>False when another rotation came first: nothing was changed.</returns>
    public async Task<bool> RotateAsync(ILogSigner next, AuditActor actor, string traceId, CancellationToken ct)
    {
        if (next.Key.Name != signer.Key.Name)
        {
            throw new ArgumentException("A log keeps its name: the new key must have it too.", nameof(next));
        }

        var entry = new AuditEntry
        {
            Kind = AuditKind.KeyEvent,
            Outcome = AuditOutcome.Success,
            Moment = clock.GetUtcNow(),
            TraceId = traceId,
            Actor = actor,
            Details = new Dictionary<string, string> { ["act"] = "LOG_KEY_ROTATED", ["oldKey"] = signer.Key.ToString(), ["newKey"] = next.Key.ToString() },
        };
        return await log.AppendAsync(entry, new HandOver(signer.Key, next), ct) is AppendedEntry.Written && signer.TryRenew(next.Key.ToString());
    }
}
