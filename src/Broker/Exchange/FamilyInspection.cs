using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Exchange;

/// <summary>The family's own right to see what is known (rows M32 and M33, AVG art. 15): the same rules, tables and log as any exchange, with a person as recipient.</summary>
public sealed class FamilyInspection(
    Policy policy, BrokerSettings settings, PartnerDirectory directory, ChildRegister register, SourceRoom sources, MappingRoom mapping, IAuditLog log, TimeProvider clock)
{
    public static Purpose PurposeOf(bool isYouth) => new(isYouth ? "JEUGDIGE_INZAGE" : "OUDERINZAGE");

    /// <param name="person">A holder of gezag, or <see cref="PersonId.Youth"/>.</param>
    /// <param name="only">The one source to ask; null asks all that keep a record.</param>
    /// <returns>One entry for each source that keeps a record and may show something; empty when this person may see nothing.</returns>
    /// <exception cref="AuditUnavailableException">Nothing may be shown.</exception>
    public async Task<IReadOnlyList<InspectedSource>> RunAsync(ChildReference child, PersonId person, AuditActor actor, CancellationToken ct, OrganisationId? only = null)
    {
        var purpose = PurposeOf(person == PersonId.Youth);
        if (await register.ReadAsync(child, purpose, clock.GetUtcNow(), ct) is not { } snapshot)
        {
            return [];
        }

        var shown = await Task.WhenAll(snapshot.Holdings.Select(holding => new OrganisationId(holding)).Where(source => only is null || source == only)
            .Select(source => ShowAsync(source, person, purpose, snapshot, actor, ct)));
        return [.. shown.OfType<InspectedSource>().OrderBy(each => each.Source.Name, StringComparer.Ordinal)];
    }

    private async Task<InspectedSource?> ShowAsync(OrganisationId id, PersonId person, Purpose purpose, ChildSnapshot snapshot, AuditActor actor, CancellationToken ct)
    {
        if (await directory.FindOrganisationAsync(id, ct) is not { } source || NotForFamilies.Covers(source))
        {
            return null;   // nothing is asked either: an answer that does not come would tell as much
        }

        var now = clock.GetUtcNow();
        var request = Request(source, person, purpose);
        if (Decider.Decide(policy, settings.Profile, request, snapshot.Facts, now) is not { Permit: { } permit } decision)
        {
            return null;
        }

        var view = await directory.CurrentAsync(ct);
        var decidedOn = new SourceDecision(source, request, snapshot.Facts, decision, Refusal: null, snapshot.ConsentVersion, Named: true, now)
        {
            DirectoryVersion = view.Version,
            Endpoint = view.Endpoint(source.Id),
            SourceKey = await register.SourceKeyAsync(permit.Child, source.Id, source.Party, ct),
        };
        var fetched = await sources.FetchAsync(permit, decidedOn, ct);
        var subject = new SubjectNumber(Systems.Pseudonym, snapshot.Facts.Child.Value);
        var (content, unfit) = fetched.Key is { } key ? mapping.Run(fetched.Documents, permit, source, key, subject) : ([], null);
        if ((fetched.Failure ?? unfit) is { } failure)
        {
            await log.AppendAsync(Entry([]) with { Details = new Dictionary<string, string> { ["undelivered"] = failure.Code } }, step: null, ct);
            return new InspectedSource(source, [], Silent: true);
        }

        // No audit, no data, here too; and a change of gezag that came in between closes it.
        return await log.AppendAsync(Entry(content), new ReleaseStep(snapshot.Facts.Child, snapshot.ConsentVersion, view.Version), ct) is AppendedEntry.Written
            ? new InspectedSource(source, content, Silent: false)
            : new InspectedSource(source, [], Silent: true);

        AuditEntry Entry(IReadOnlyList<MappedContent> mapped) => new()
        {
            Kind = AuditKind.Inspection,
            Moment = now,
            TraceId = TraceId.Current,
            Outcome = decision.Outcome is Outcome.Permit ? AuditOutcome.Permit : AuditOutcome.Partial,
            Child = snapshot.Facts.Child,
            Actor = actor,
            Source = request.Source,
            Purpose = request.Purpose,
            Role = request.Role,
            MatrixRow = decision.Row,
            LegalBasis = decision.Basis.ToString().ToUpperInvariant(),
            PolicyVersion = decision.PolicyVersion,
            ReasonCode = decision.Reason.Code,
            CategoriesPermitted = decision.Permitted,
            CategoriesDenied = [.. decision.Denied.Select(denied => new DeniedCategory(denied.Key, denied.Value.Code))],
            Manifest = [.. mapped.SelectMany(each => each.Manifest).Distinct()],
        };
    }

    private static DecisionRequest Request(Organisation source, PersonId person, Purpose purpose) => new()
    {
        Party = new PartyType(person == PersonId.Youth ? "JEUGDIGE" : "OUDER"),
        Organisation = new OrganisationId(person.Value),
        Role = new Role(person == PersonId.Youth ? "JEUGDIGE" : "OUDER_MET_GEZAG"),
        Purpose = purpose,
        SourceParty = source.Party,
        Source = source.Id,
    };
}
