using System.Data.Common;
using System.Globalization;
using ZioExchange.Broker.Audit.Sealing;
using ZioExchange.Broker.Audit.Storage;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Audit;

/// <summary>Makes a child's entries unreadable for ever, and says so in the log. Proofs of the entries keep verifying.</summary>
/// <remarks>
/// Destroys the child's keys of every epoch and the tag under which they are found, in one transaction with the erasure entry.
/// Consent evidence stands in the register, outside these keys. Copies in backups live until those expire: see the runbook on erasure.
/// </remarks>
public sealed class LogErasure(IAuditLog log, IMasterKey master, TimeProvider clock, ILogger<LogErasure> logger)
{
    /// <param name="child">Not named in the erasure entry, which is an entry of operations.</param>
    /// <param name="reason">Why the law asks it, as a code, such as RETENTION_ENDED or ERASURE_ORDER.</param>
    /// <param name="actor">Who ordered it.</param>
    /// <param name="traceId">Of the request that ordered it.</param>
    /// <param name="ct">Stops the wait, not the erasure.</param>
    /// <returns>How many keys were destroyed; 0 writes no entry.</returns>
    public async Task<int> EraseAsync(ChildReference child, string reason, AuditActor? actor, string traceId, CancellationToken ct)
    {
        var step = new DestroyKeys(KeyScope.Of(child).Tag(master), clock.GetUtcNow().UtcTicks);
        var entry = new AuditEntry
        {
            Kind = AuditKind.Erasure,
            Outcome = AuditOutcome.Success,
            Moment = clock.GetUtcNow(),
            TraceId = traceId,
            Actor = actor,
            ReasonCode = reason,
            Details = new Dictionary<string, string> { ["erasureId"] = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture) },
        };

        if (await log.AppendAsync(entry, step, ct) is not AppendedEntry.Written written)
        {
            return 0;
        }

        logger.KeysDestroyed(step.Destroyed.Count, written.Index);
        return step.Destroyed.Count;
    }

    private sealed class DestroyKeys(byte[] tag, long at) : IDestroysKeys
    {
        private readonly List<long> _destroyed = [];

        public IReadOnlyCollection<long> Destroyed => _destroyed;

        public async ValueTask<bool> ApplyAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
        {
            await using var destroy = connection.CreateCommand();
            destroy.Transaction = transaction;
            destroy.CommandText = "UPDATE log_keys SET wrapped = NULL, tag = NULL, destroyed_at = @at WHERE tag = @tag RETURNING key_id";
            await using (var reader = await destroy.Bind("@at", at).Bind("@tag", tag).ExecuteReaderAsync(ct))
            {
                while (await reader.ReadAsync(ct))
                {
                    _destroyed.Add(reader.GetInt64(0));
                }
            }

            if (_destroyed.Count == 0)
            {
                return false;
            }

            await using var tell = connection.CreateCommand();
            tell.Transaction = transaction;
            tell.CommandText = "UPDATE log_head SET keys_generation = keys_generation + 1 WHERE id = 1";
            await tell.ExecuteNonQueryAsync(ct);
            return true;
        }
    }
}
