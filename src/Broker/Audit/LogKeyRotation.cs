using System.Data.Common;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Storage;
using ZioExchange.Broker.Persistence;

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

    private sealed class HandOver(VerifierKey old, ILogSigner next) : IRotatesSigningKey
    {
        public ILogSigner Next => next;

        public async ValueTask<bool> ApplyAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "UPDATE log_head SET signing_key = @new WHERE id = 1 AND (signing_key = @old OR signing_key IS NULL)";
            return await command.Bind("@new", next.Key.ToString()).Bind("@old", old.ToString()).ExecuteNonQueryAsync(ct) == 1;
        }
    }
}
