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
public sealed class SourceDecisions(
    Policy policy, BrokerSettings settings, PartnerDirectory directory, Participation participation, ChildRegister register,
    IBreakGlassReviews glasses, MasterKey master, TimeProvider clock)
{
    private static readonly Reason[] Gates = [ChildReasons.NoSchoolRequest, ChildReasons.NoArrangementApplication, ChildReasons.ParentInzageNotDone];

    /// <returns>At least one decision. When nobody was named: those of the sources that a row speaks of, or the one refusal that a child nobody knows would get, too.</returns>
    public async Task<IReadOnlyList<SourceDecision>> DecideAsync(Caller caller, DossierQuestion question, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        question = question with { Categories = Participation.Categories(caller, question.Categories) };
        var moment = await register.MomentAsync(
            caller.Organisation, caller.Party, question.Subject.System, question.Subject.Value, question.Purpose, question.Role, question.Practitioner, question.References, now, ct);
        var view = await directory.AtAsync(moment.DirectoryVersion, ct);
        var snapshot = moment.Snapshot;
        if (question.Emergency && snapshot is not null)
        {
            snapshot = snapshot with { Facts = await WithOpenGlassesAsync(snapshot.Facts, caller, question, ct) };
        }

        var titled = moment.RoleHeld && Participation.IsWithinToken(caller, question.Purpose, question.Categories);
        if (question.Sources.Count > 0)
        {
            return DecideEach(question.Sources, named: true) is { Count: > 0 } asked ? asked : RefuseAll([]);   // all of them left since the question was read
        }

        var held = DecideEach((snapshot?.Holdings ?? []).Select(holding => new OrganisationId(holding)), named: false);
        var spokenOf = held.Where(each => each.Decision.Row is not null).ToList();
        return spokenOf.Exists(each => each.Refusal is null) ? spokenOf : RefuseAll(spokenOf);

        List<SourceDecision> DecideEach(IEnumerable<OrganisationId> sources, bool named)
        {
            var decided = new List<SourceDecision>();
            foreach (var id in sources)
            {
                if (view.Find(id) is { } source)
                {
                    decided.Add(DecideOne(source, named));
                }
            }

            return decided;
        }

        SourceDecision DecideOne(Organisation source, bool named)
        {
            var request = Request(caller, question, source, OpenGates.Of(source.Id, moment.Gates), snapshot?.Facts.School);
            var alone = Decide(request, facts: null, now);
            var decision = Decide(request, snapshot?.Facts, now);
            var ofTheRequest = !titled ? RequestReasons.RoleNotAuthorised
                : !IsPossible(alone) ? alone.Reason
                : participation.RefusalOfAsker(view, request, decision, now);
            var refusal = ofTheRequest ?? participation.RefusalOfSource(view, request, decision, now) ?? Refusal(decision, snapshot);
            return new SourceDecision(source, request, snapshot?.Facts, decision, refusal, snapshot?.ConsentVersion ?? 0, named, now)
            {
                DirectoryVersion = moment.DirectoryVersion,   // not the view's, which may be younger than the role that was read
                Endpoint = view.Endpoint(source.Id),
                SourceKey = refusal is null ? moment.SourceKey(source.Id, source.Party) : null,
                IsOfTheRequest = ofTheRequest is not null,
            };
        }

        // Which sources hold something must not show: the request alone is judged first, against a source of each kind, as for a child that nobody knows.
        IReadOnlyList<SourceDecision> RefuseAll(List<SourceDecision> spokenOf)
        {
            var kinds = new List<SourceDecision>();
            foreach (var source in view.All.OrderBy(organisation => organisation.Id == caller.Organisation).DistinctBy(organisation => organisation.Party))
            {
                kinds.Add(DecideOne(source, named: false) with { Source = null });
            }

            if (kinds.Find(each => !each.IsOfTheRequest) is not { } possible)
            {
                return [kinds.OrderByDescending(each => each.Refusal?.Number, StringComparer.Ordinal).First()];
            }

            // A gate that the asker itself can open is named when it is that of the child's own school: whoever comes this far knows that school.
            if (snapshot?.Facts.School?.Organisation is { } attended && view.Find(attended) is { } school && DecideOne(school, named: false) is { } closed && Gates.Contains(closed.Refusal))
            {
                return [.. spokenOf.Where(each => each.Source!.Id != school.Id).Select(Silenced), closed];
            }

            return spokenOf.Count > 0
                ? [.. spokenOf.Select(Silenced)]
                : [possible with { Refusal = possible.Refusal ?? ConsentReasons.ConsentNotAvailable, TellsNothing = true }];
        }
    }

    /// <summary>The same question about one source once more, on what is recorded now.</summary>
    /// <returns>Null when the source no longer takes part.</returns>
    public async Task<SourceDecision?> DecideAgainAsync(Caller caller, DossierQuestion question, SourceDecision before, CancellationToken ct) =>
        await DecideAsync(caller, question with { Sources = [before.Source!.Id] }, ct) is [var again] ? again with { Named = before.Named } : null;

    /// <summary>The rules on what was recorded, at one moment; null facts are an unknown child. Nothing is fetched or written.</summary>
    public Decision Decide(DecisionRequest request, ChildFacts? facts, DateTimeOffset at) => Decider.Decide(policy, settings.Profile, request, facts, at);

    /// <summary>Takes the decision once more, now, on the facts that it holds.</summary>
    public SourceDecision Again(SourceDecision decided)
    {
        var now = clock.GetUtcNow();
        return decided with { Decision = Decide(decided.Request, decided.Facts, now), At = now };
    }

    private static SourceDecision Silenced(SourceDecision each) => each with { TellsNothing = each.IsOfTheRequest || each.Refusal == RequestReasons.NotAcceded };

    /// <summary>R-BG-3: who did not account for a broken glass may not break the next one.</summary>
    private async Task<ChildFacts> WithOpenGlassesAsync(ChildFacts facts, Caller caller, DossierQuestion question, CancellationToken ct)
    {
        var (open, oldest) = await glasses.OfAsync(caller.Organisation, ActorOf(caller, question).Pseudonym, ct);
        var circumstances = facts.Circumstances with { OpenBreakGlassReviews = open, BreakGlassAt = oldest };
        return new ChildFacts(
            facts.Child, facts.BornOn, facts.Capacity, facts.Residence, facts.School, facts.Flags, circumstances, facts.Authority, facts.Measures, facts.Grants);
    }

    /// <summary>Who acts, for the log: the registered id, or a keyed hash of an id that nobody registered (it might hold anything).</summary>
    public AuditActor ActorOf(Caller caller, DossierQuestion question) => ActorOf(caller, question.Practitioner, question.Role);

    /// <param name="caller">Whose professional it is.</param>
    /// <param name="practitioner">The asker's own id, whatever it holds.</param>
    /// <param name="role">A code of the policy: this one is written as it is.</param>
    public AuditActor ActorOf(Caller caller, string practitioner, Role role) => caller.Actor(role.Code) with { Pseudonym = ActorName.Of(master, caller.Organisation, practitioner) };

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
        EnrolledOrRegistered = school?.IsWith(caller.Organisation) is true,
        Justification = question.Justification,
    };

    /// <summary>Some rows need nothing of the child; about nobody nothing is shared all the same.</summary>
    private static Reason? Refusal(Decision decision, ChildSnapshot? snapshot) =>
        decision.Permit is null ? decision.Reason : snapshot is null ? ConsentReasons.ConsentNotAvailable : null;

    /// <summary>Whether there can be a child about whom this is permitted: the request alone is not refused.</summary>
    private static bool IsPossible(Decision alone) => alone.Permit is not null || alone.Reason.View is RequesterView.ConsentNotAvailable;
}
