using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Identity;

/// <summary>Writes down who tried to get a token and could not show that it was them: a stolen client id that is tried out shows in the log (ASVS 5.0, V16.3.1).</summary>
/// <remarks>Anybody can call the token endpoint: past sixty a minute, over all nodes, nothing is written, and the last entry of that minute says so.</remarks>
public sealed class RefusedClients(IAuditLog log, RequestBudgets budgets, PartnerDirectory directory, TimeProvider clock)
{
    /// <param name="claimed">The client id that the assertion names, unproved. Told only when it is one of the directory: else it may be any text.</param>
    /// <exception cref="AuditUnavailableException">Nothing was written.</exception>
    public async Task NoteAsync(TokenFault fault, string? claimed, CancellationToken ct)
    {
        var (_, left, _) = await budgets.UseAsync(RequestBudgets.Anybody, RequestBudgets.RefusedClients, ct);
        if (left < 0)
        {
            return;
        }

        var details = new Dictionary<string, string> { ["act"] = "TOKEN_REFUSED" };
        if (claimed is not null && await directory.FindOrganisationAsync(new OrganisationId(claimed), ct) is { } organisation)
        {
            details["claimed"] = organisation.Id.Value;
        }

        var entry = new AuditEntry
        {
            Kind = AuditKind.SignIn,
            Moment = clock.GetUtcNow(),
            TraceId = TraceId.Current,
            Outcome = AuditOutcome.Failure,
            ReasonCode = left == 0 ? "TOO_MANY_FAILURES" : fault.Reason.Code,
            Details = details,
        };
        await log.AppendAsync(entry, step: null, ct);
    }
}
