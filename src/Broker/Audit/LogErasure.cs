using System.Globalization;
using ZioExchange.Broker.Audit.Sealing;
using ZioExchange.Broker.Audit.Storage;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Audit;

/// <summary>Makes a child's entries unreadable for ever, and says so in the log. Proofs of the entries keep verifying.</summary>
/// <remarks>
/// Destroys the child's keys of every epoch and the tag under which they are found, those of its people who stand for no other child, and in the register
/// the child's key, numbers, facts and people, in one transaction with the erasure entry. Exports that hold the child go too. Consent evidence stays
/// in the register (R-DSR-2). Copies in backups live until those expire: docs/runbooks/erasure.md.
/// </remarks>
public sealed class LogErasure(IAuditLog log, BrokerDatabase database, MasterKey master, TimeProvider clock, ILogger<LogErasure> logger)
{
    /// <summary>Years that an entry is kept readable from its writing (Stcrt. 2019, 38007): without an order nothing younger is erased.</summary>
    public const int RetentionYears = 5;

    /// <summary>The first log epoch of which nothing may go without an order. An entry of the last day of a year is kept as long as any: the year goes as a whole.</summary>
    private int FirstKept => clock.GetUtcNow().UtcDateTime.Year - RetentionYears;

    /// <param name="child">Not named in the erasure entry, which is an entry of operations.</param>
    /// <param name="reason">Why the law asks it, as a code, such as RETENTION_ENDED or ERASURE_ORDER.</param>
    /// <param name="actor">Who ordered it.</param>
    /// <param name="traceId">Of the request that ordered it.</param>
    /// <param name="ct">Stops the wait, not the erasure.</param>
    /// <param name="order">Case number of the order; null when none was needed.</param>
    /// <returns>How many keys of the log were destroyed; null when neither log nor register had anything of this child, and then nothing was logged.</returns>
    public async Task<int?> EraseAsync(ChildReference child, string reason, AuditActor? actor, string traceId, CancellationToken ct, string? order = null)
    {
        var now = clock.GetUtcNow();
        var step = DestroyKeys.OfChild(new ErasedChild(child.Value, KeyScope.Of(child).Tag(master), ActorTag(child), order is null ? FirstKept : null, now));
        var destroyed = await RunAsync(step, now, reason, actor, traceId, order, ct);
        if (destroyed is not null)
        {
            await ForgetAsync();
        }

        return destroyed;
    }

    /// <summary>Destroys the keys of all children and actors of the years whose retention has ended.</summary>
    /// <returns>How many keys were destroyed.</returns>
    public async Task<int> EraseExpiredAsync(AuditActor? actor, string traceId, CancellationToken ct)
    {
        var (all, now) = (0, clock.GetUtcNow());
        while (await RunAsync(DestroyKeys.OfEpochsBefore(FirstKept, now), now, "RETENTION_ENDED", actor, traceId, null, ct) is { } some)
        {
            (all, now) = (all + some, clock.GetUtcNow());
        }

        if (all > 0)
        {
            await ForgetAsync();
        }

        return all;
    }

    /// <summary>Finds the keys of a person of the child's family, by its id in the register and its sign-in lookup.</summary>
    private Func<string, byte[]?, byte[]> ActorTag(ChildReference child) => (person, signIn) =>
        KeyScope.OfActor(FamilyPseudonym.Of(master, child.Value, person, signIn is null ? null : Convert.ToHexStringLower(signIn))).Tag(master);

    /// <param name="now">The same in the entry and in the rows of the keys: audit verify compares them.</param>
    private async Task<int?> RunAsync(DestroyKeys step, DateTimeOffset now, string reason, AuditActor? actor, string traceId, string? order, CancellationToken ct)
    {
        var details = new Dictionary<string, string> { ["erasureId"] = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture) };
        if (order is not null)
        {
            details["order"] = order;
        }

        var entry = new AuditEntry
        {
            Kind = AuditKind.Erasure,
            Outcome = AuditOutcome.Success,
            Moment = now,
            TraceId = traceId,
            Actor = actor,
            ReasonCode = reason,
            Details = details,
        };
        if (await log.AppendAsync(entry, step, ct) is not AppendedEntry.Written written)
        {
            return null;
        }

        logger.KeysDestroyed(step.Destroyed.Count, written.Index);
        return step.Destroyed.Count;
    }

    /// <summary>Once for all that a call destroyed: with somebody who reads on, each try waits.</summary>
    private async Task ForgetAsync()
    {
        if (!await database.ForgetOverwrittenAsync(CancellationToken.None))
        {
            logger.KeysStillInJournal();
        }
    }
}
