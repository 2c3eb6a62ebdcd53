using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.ConsentRegister.Api.Conventions;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Exchange.AuthZen;

/// <summary>Takes the same decision as an exchange would, logs it, and answers in the requester's view. Nothing is fetched.</summary>
internal sealed class Evaluation(Policy policy, SourceDecisions decisions, Participation participation, PartnerDirectory directory, IAuditLog log, RefusalPace pace, TimeProvider clock)
{
    private const string ByAuthZen = "AUTHZEN";
    private static readonly DataCategory UnknownCategory = new("UNKNOWN");
    private static readonly Role UnknownRole = new("UNKNOWN");

    /// <exception cref="AuditUnavailableException">No log, no answer.</exception>
    public async Task<EvaluationAnswer> RunAsync(Caller caller, EvaluationQuestion asked, CancellationToken ct)
    {
        var since = clock.GetTimestamp();

        // What is no code of the policy may be anything, so it never reaches the log.
        if (!policy.Knows(new Purpose(asked.Purpose)))
        {
            return await RefuseAsync(caller, asked, RequestReasons.PurposeUnknown, ct);
        }

        if (!policy.Knows(new Role(asked.Role)))
        {
            return await RefuseAsync(caller, asked, RequestReasons.RoleNotAuthorised, ct);
        }

        if (asked.Organisation is { } place && (Numbered(place) is not { } number || (await directory.FindByIdentifierAsync(number.System, number.Value, ct))?.Id != caller.Organisation))
        {
            return await RefuseAsync(caller, asked, RequestReasons.RoleNotAuthorised, ct);
        }

        OrganisationId[] sources = [];
        if (asked.Source is { } named)
        {
            if (Numbered(named) is not { } identifier || await directory.FindByIdentifierAsync(identifier.System, identifier.Value, ct) is not { } source)
            {
                return await RefuseAsync(caller, asked, RequestReasons.SourceUnknown, ct);
            }

            sources = [source.Id];
        }

        return await RunAsync(caller, new DossierQuestion(
            Numbered(asked.Child) ?? new SubjectNumber(Systems.Pseudonym, asked.Child), new Purpose(asked.Purpose), new Role(asked.Role), asked.Professional,
            [.. asked.Categories.Select(Known).Distinct()], sources, asked.Requests, asked.Emergency, asked.Justification), ByAuthZen, ignoreDelivery: true, since, ct);
    }

    /// <param name="by">For the log: through which door the question came.</param>
    /// <param name="ignoreDelivery">Decides about a row that is pushed as about any other.</param>
    /// <param name="since">When it was read (<see cref="TimeProvider.GetTimestamp"/>); the beat of refusals counts from then.</param>
    /// <exception cref="AuditUnavailableException">No log, no answer.</exception>
    public async Task<EvaluationAnswer> RunAsync(Caller caller, DossierQuestion question, string by, bool ignoreDelivery, long since, CancellationToken ct)
    {
        var decided = await Task.WhenAll((await decisions.DecideAsync(caller, question, ct)).Select(async each => ignoreDelivery ? await WithoutDeliveryAsync(each, ct) : each));
        var actor = decisions.ActorOf(caller, question);
        foreach (var each in decided)
        {
            await log.AppendAsync(Entry(each, question, actor, by), step: null, ct);
        }

        if (decided.All(each => each.Refusal is not null))
        {
            var refusal = CommonRefusal.Of([.. decided.Select(SourcePart.Refused)]);
            await pace.WaitAsync(refusal, since, ct);
            return Refused(refusal, Remedies.Of(refusal));
        }

        return Answer([.. decided.Where(each => each.Refusal is null)]);
    }

    public static EvaluationAnswer Refused(Reason reason, string remedy) =>
        new(false, new EvaluationContext([], null, reason.Code, reason.Number, new ReasonText(reason.Nl, reason.En), remedy, TraceId.Current));

    private static EvaluationAnswer Answer(IReadOnlyList<SourceDecision> open)
    {
        // What is withheld somewhere and given nowhere; the rest of a source that gives nothing is not mentioned.
        var permitted = open.SelectMany(each => each.Decision.Permitted).Select(category => category.Code).Distinct().ToList();
        var denied = open.SelectMany(each => each.Withheld).Where(each => !permitted.Contains(each.Key.Code)).GroupBy(each => each.Key.Code).ToDictionary(each => each.Key, each => each.First().Value.Code);
        var reason = open[0].Decision.ForRequester().Reason;
        return new EvaluationAnswer(
            open.All(each => each.Decision.ForRequester().Outcome is Outcome.Permit),
            new EvaluationContext(permitted, denied.Count > 0 ? denied : null, reason.Code, reason.Number, new ReasonText(reason.Nl, reason.En), Remedies.Of(reason), TraceId.Current));
    }

    private async Task<SourceDecision> WithoutDeliveryAsync(SourceDecision decided, CancellationToken ct) => decided.Refusal != RequestReasons.PushOnly
        ? decided
        : decided with
        {
            Refusal = participation.RefusalOfSource(await directory.AtAsync(decided.DirectoryVersion, ct), decided.Request, decided.Decision, decided.At)
                ?? (decided.Decision.Permit is null ? decided.Decision.Reason : decided.Facts is null ? ConsentReasons.ConsentNotAvailable : null),
        };

    private static SubjectNumber? Numbered(string text) =>
        text.LastIndexOf('|') is var bar && bar > 0 && bar < text.Length - 1 ? new SubjectNumber(text[..bar], text[(bar + 1)..]) : null;

    private DataCategory Known(string category) => policy.Knows(new DataCategory(category)) ? new DataCategory(category) : UnknownCategory;

    private AuditEntry Entry(SourceDecision decided, DossierQuestion question, AuditActor actor, string by)
    {
        var entry = decided.Refusal is null
            ? ExchangeEntry.Undelivered(decided, question, actor, decided.Decision.Reason, clock.GetUtcNow())
            : ExchangeEntry.Refusal(decided, question, actor);
        return entry with { Details = new Dictionary<string, string> { ["evaluation"] = by } };
    }

    private async Task<EvaluationAnswer> RefuseAsync(Caller caller, EvaluationQuestion asked, Reason reason, CancellationToken ct)
    {
        await log.AppendAsync(new AuditEntry
        {
            Kind = AuditKind.Decision,
            Moment = clock.GetUtcNow(),
            TraceId = TraceId.Current,
            RequestId = TransactionId.Current,
            Outcome = AuditOutcome.Deny,
            Actor = decisions.ActorOf(caller, asked.Professional, policy.Knows(new Role(asked.Role)) ? new Role(asked.Role) : UnknownRole),
            Recipient = caller.Organisation,
            ReasonCode = reason.Code,
            Mode = asked.Emergency ? "BREAK_GLASS" : "NORMAL",
            Details = new Dictionary<string, string> { ["evaluation"] = ByAuthZen },
        }, step: null, ct);
        return Refused(reason, Remedies.Of(reason));
    }
}
