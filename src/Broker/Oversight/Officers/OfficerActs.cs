using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Oversight.Storage;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight;

/// <summary>Writes down what officers do, before the act or in one commit with it: no entry, no act.</summary>
public sealed class OfficerActs(BrokerDatabase database, IAuditLog log, TimeProvider clock)
{
    /// <param name="act">A code, such as <c>RECALLED</c>.</param>
    /// <param name="codes">Codes and opaque references only.</param>
    /// <param name="source">Whose slice it stands in beside that of <paramref name="recipient"/>; null: the officer's own organisation.</param>
    /// <returns>The number of the entry.</returns>
    public async Task<long> WriteAsync(
        OfficerSession officer, string act, IReadOnlyDictionary<string, string> codes, CancellationToken ct, ChildReference? child = null, OrganisationId? source = null, OrganisationId? recipient = null) =>
        await log.AppendAsync(Entry(officer, act, codes, child, source, recipient), step: null, ct) is AppendedEntry.Written entry
            ? entry.Index
            : throw new AuditUnavailableException("An entry without a commit step was refused.");

    /// <summary>The act and its entry in one commit: of two officers who do the same at once, on one node or two, one does.</summary>
    /// <param name="change">False when there is nothing (any more) to do: then nothing is done or written.</param>
    internal async Task<bool> DoAsync(
        OfficerSession officer, string act, IReadOnlyDictionary<string, string> codes, Func<OversightDb, CancellationToken, Task<bool>> change, CancellationToken ct,
        ChildReference? child = null, OrganisationId? source = null, OrganisationId? recipient = null) =>
        await log.AppendAsync(Entry(officer, act, codes, child, source, recipient), new OversightStep(database, change), ct) is AppendedEntry.Written;

    private AuditEntry Entry(OfficerSession officer, string act, IReadOnlyDictionary<string, string> codes, ChildReference? child, OrganisationId? source, OrganisationId? recipient) => new()
    {
        Kind = AuditKind.Review,
        Moment = clock.GetUtcNow(),
        TraceId = TraceId.Current,
        Outcome = AuditOutcome.Success,
        Child = child,
        Actor = officer.Actor,
        Source = source ?? officer.Organisation,
        Recipient = recipient,
        Details = new Dictionary<string, string>(codes) { ["act"] = act },
    };
}
