using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight;

/// <summary>Writes down what officers do. Called before the act itself: no entry, no act.</summary>
public sealed class OfficerActs(IAuditLog log, TimeProvider clock)
{
    /// <param name="act">A code, such as <c>RECALLED</c>.</param>
    /// <param name="codes">Codes and opaque references only.</param>
    /// <param name="source">Whose slice it stands in beside that of <paramref name="recipient"/>; null: the officer's own organisation.</param>
    /// <returns>The number of the entry.</returns>
    public async Task<long> WriteAsync(
        OfficerSession officer, string act, IReadOnlyDictionary<string, string> codes, CancellationToken ct, ChildReference? child = null, OrganisationId? source = null, OrganisationId? recipient = null)
    {
        var written = await log.AppendAsync(
            new AuditEntry
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
            }, step: null, ct);
        return written is AppendedEntry.Written entry ? entry.Index : throw new AuditUnavailableException("An entry without a commit step was refused.");
    }
}
