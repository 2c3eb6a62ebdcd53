using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Keys;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Exchange;

/// <summary>Takes the decision per source: who asks, who takes part, what is known, what the rules say. The rules themselves stand in Consent.</summary>
public sealed class SourceDecisions(Policy policy, BrokerSettings settings, PartnerDirectory directory, ChildRegister register, GateBook gates, MasterKey master, TimeProvider clock)
{
    /// <returns>At least one decision; sources that nobody named and that no row speaks of are left out.</returns>
    public async Task<IReadOnlyList<SourceDecision>> DecideAsync(Caller caller, DossierQuestion question, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var child = await register.FindAsync(caller.Organisation, caller.Party, question.Subject.System, question.Subject.Value, ct);
        var snapshot = child is { } known ? await register.ReadAsync(known, question.Purpose, now, ct) : null;
        var opened = child is null ? OpenGates.None : OpenGates.Of(await gates.FindAsync(question.References, child.Value, caller.Organisation, question.Purpose, ct));
        var roleHeld = await directory.HoldsRoleAsync(caller.Organisation, question.Practitioner, question.Role, ct);

        var decided = new List<SourceDecision>();
        foreach (var source in await CandidatesAsync(question, snapshot, ct))
        {
            var request = Request(caller, question, source, opened, snapshot?.Facts.School);
            var decision = Decide(request, snapshot?.Facts, now);
            var refusal = await RefusalAsync(caller, question, source, decision, snapshot is not null, roleHeld, now, ct);
            decided.Add(new SourceDecision(source, request, snapshot?.Facts, decision, refusal, snapshot?.ConsentVersion ?? 0, question.Sources.Count > 0, now));
        }

        var spokenOf = decided.Where(each => each.Named || each.Decision.Row is not null).ToList();
        return spokenOf.Count > 0 ? spokenOf : [Representative(decided)];
    }

    /// <summary>The rules on what was recorded, at one moment. Nothing is fetched or written.</summary>
    /// <param name="facts">Null for an unknown child.</param>
    public Decision Decide(DecisionRequest request, ChildFacts? facts, DateTimeOffset at) => Decider.Decide(policy, settings.Profile, request, facts, at);

    /// <summary>Who acts, for the log: the registered id, or a keyed hash of an id that nobody registered (it might hold anything).</summary>
    public AuditActor ActorOf(Caller caller, DossierQuestion question) => new(
        Convert.ToHexStringLower(master.Lookup("actor", caller.Organisation.Value, question.Practitioner))[..32], question.Role.Code, caller.Organisation);

    private static DecisionRequest Request(Caller caller, DossierQuestion question, Organisation source, OpenGates gates, SchoolPlacement? school) => new()
    {
        Party = caller.Party,
        Organisation = caller.Organisation,
        Role = question.Role,
        Purpose = question.Purpose,
        SourceParty = source.Party,
        Source = source.Id,
        Categories = question.Categories,
        Mode = question.Emergency ? RequestMode.BreakGlass : RequestMode.Normal,
        Channel = RequestChannel.PointToPoint,
        SchoolRequest = gates.SchoolRequest,
        ArrangementApplication = gates.ArrangementApplication,
        ParentInzageDone = gates.ParentInzage,
        ParentAgrees = gates.ParentAgrees,
        EnrolledOrRegistered = school is not null && (school.RegisteredAt == caller.Organisation || (school.Enrolled && school.Organisation == caller.Organisation)),
        Justification = question.Justification,
    };

    private async Task<Reason?> RefusalAsync(
        Caller caller, DossierQuestion question, Organisation source, Decision decision, bool childKnown, bool roleHeld, DateTimeOffset now, CancellationToken ct)
    {
        if (!roleHeld || caller.Narrowing?.Allows(question.Purpose.Code) is false || question.Categories.Any(category => caller.Narrowing?.AllowsCategory(category.Code) is false))
        {
            return RequestReasons.RoleNotAuthorised;
        }

        if (decision.Row is { } row)
        {
            var day = DutchCalendar.DayOf(now);
            if (!(await directory.AccededRowsAsync(caller.Organisation, day, ct)).Contains(row) || !(await directory.AccededRowsAsync(source.Id, day, ct)).Contains(row))
            {
                return RequestReasons.NotAcceded;
            }

            if (policy.FindRow(row) is { Delivery: Delivery.Push })
            {
                return RequestReasons.PushOnly;
            }
        }

        if (decision.Permit is null)
        {
            return decision.Reason;
        }

        // Some rows need nothing of the child; about nobody nothing is shared all the same.
        return childKnown ? null : ConsentReasons.ConsentNotAvailable;
    }

    private async Task<IReadOnlyList<Organisation>> CandidatesAsync(DossierQuestion question, ChildSnapshot? snapshot, CancellationToken ct)
    {
        if (question.Sources.Count > 0 || snapshot is not null)
        {
            var ids = question.Sources.Count > 0 ? question.Sources : [.. snapshot!.Holdings.Select(holding => new OrganisationId(holding))];
            var found = new List<Organisation>();
            foreach (var id in ids)
            {
                if (await directory.FindOrganisationAsync(id, ct) is { } organisation)
                {
                    found.Add(organisation);
                }
            }

            if (found.Count > 0)
            {
                return found;
            }
        }

        // About a child of whom nobody keeps a record the same questions are asked, of one organisation of each kind.
        return [.. (await directory.AllAsync(ct)).DistinctBy(organisation => organisation.Party)];
    }

    /// <summary>The one refusal to give when no row speaks of any source: of all reasons the one the rules came to last, because it says most.</summary>
    private static SourceDecision Representative(List<SourceDecision> decided)
    {
        var others = decided.Where(each => each.Source!.Id != each.Request.Organisation).ToList();
        var most = (others.Count > 0 ? others : decided).OrderBy(each => each.RefusalForRequester == ConsentReasons.ConsentNotAvailable ? 1 : 0)
            .ThenByDescending(each => each.Refusal?.Number, StringComparer.Ordinal).First();
        return most with { Source = null };
    }
}
