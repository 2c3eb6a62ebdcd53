using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Meelezen;

/// <summary>Shows who reads along what the person who let them in sees of questions and consents. Asked anew at every page: the code may have ended, and so may gezag.</summary>
/// <remarks>No dossier, no log, no rights: those are the family's own. There is no way from here to an act.</remarks>
public sealed class ReadAlongDesk(FamilyCodes codes, PersonBook people, FamilyDesk families, ConsentFlows flows, IAuditLog log, TimeProvider clock)
{
    private const int PseudonymLength = 32;

    /// <returns>Null as soon as the code has ended, or the person who made it has no place any more.</returns>
    public async Task<FamilyOverview?> FindAsync(byte[] lookup, CancellationToken ct)
    {
        if (await codes.FindAsync(FamilyCodes.ReadAlong, lookup, ct) is not { } code)
        {
            await WriteAsync(lookup, null, "NOT_FOUND", ct);
            return null;
        }

        var child = new ChildReference(code.ChildId);
        var reader = new Visitor("read-along/" + Convert.ToHexStringLower(lookup), LevelOfAssurance.NotApplicable, "READ_ALONG");
        var known = (await people.OfChildAsync(child, ct)).FirstOrDefault(person => person.Person.Value == code.PersonId);
        if (known is null || await families.MemberAsync(reader, known, ct) is not { Access: FamilyAccess.Sees } member)
        {
            await WriteAsync(lookup, child, "NO_PLACE", ct);
            return null;
        }

        await WriteAsync(lookup, child, null, ct);
        return new FamilyOverview(member, await flows.OfAsync(reader, member, ct));
    }

    private Task<AppendedEntry> WriteAsync(byte[] lookup, ChildReference? child, string? refusal, CancellationToken ct) => log.AppendAsync(
        new AuditEntry
        {
            Kind = AuditKind.Inspection,
            Moment = clock.GetUtcNow(),
            TraceId = TraceId.Current,
            Outcome = refusal is null ? AuditOutcome.Success : AuditOutcome.Failure,
            ReasonCode = refusal,
            Child = child,
            Actor = new AuditActor(Convert.ToHexStringLower(lookup)[..PseudonymLength], "READS_ALONG", null),
            Details = new Dictionary<string, string> { ["act"] = "READ_ALONG" },
        }, step: null, ct);
}
