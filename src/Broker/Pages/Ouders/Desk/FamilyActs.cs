using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.ConsentRegister.Api.Requests;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Pages.Words;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>Records what a member of a family decides: yes, no, stop. A no is as easy as a yes and leaves the same evidence.</summary>
public sealed class FamilyActs(GrantBook grants, RequestAnswers answers, SignInBook signIns, TextCatalogue texts, TimeProvider clock)
{
    /// <summary>The file of words that the evidence names: everything a question page says stands in it.</summary>
    public const string TextArea = "ouders-vraag";

    /// <param name="until">Last day; the register shortens what is longer than twelve months.</param>
    /// <param name="turn">Id of the grant to be, made when the member was asked: a button that is pressed more than once records one.</param>
    public Task<Guid> SayYesAsync(Visitor visitor, ConsentFlow flow, DateOnly until, Language language, CancellationToken ct, Guid? turn = null) =>
        RecordAsync(flow, until, Evidence(visitor, language), signIns.ActorOf(visitor, flow.Member.IsYouth), ct, turn: turn);

    /// <param name="turn">As of a yes.</param>
    public Task<Guid> SayNoAsync(Visitor visitor, ConsentFlow flow, Language language, CancellationToken ct, Guid? turn = null) =>
        RecordAsync(flow, until: null, Evidence(visitor, language), signIns.ActorOf(visitor, flow.Member.IsYouth), ct, turn: turn);

    /// <summary>Stops the exchange for this member, whole or in part. When this returns nothing of it leaves any more; what the same yes gives to other recipients goes on.</summary>
    /// <param name="categories">Codes; empty stops all of it.</param>
    public Task StopAsync(Visitor visitor, ConsentFlow flow, IReadOnlyList<string> categories, CancellationToken ct) =>
        StopAsync(flow, categories, signIns.ActorOf(visitor, flow.Member.IsYouth), ct);

    /// <param name="actor">Who enters it: the member, or an employee on the member's behalf.</param>
    public async Task StopAsync(ConsentFlow flow, IReadOnlyList<string> categories, AuditActor actor, CancellationToken ct, IReadOnlyDictionary<string, string>? details = null)
    {
        var inFlow = (await grants.OfChildAsync(flow.Member.Child, ct)).Select(each => each.Grant).Where(flow.Holds).ToList();
        var carrier = inFlow.LastOrDefault(grant => grant.GrantedBy == flow.Member.Person.Value) ?? inFlow[^1];
        await grants.WithdrawAsync(carrier.Id, flow.Member.Person, categories, actor, ct, details, [flow.Recipient.Id.Value]);
        await answers.SettleAsync(flow.Member.Child, actor, ct);
    }

    /// <param name="until">Last day of a yes; null records a no.</param>
    /// <param name="actor">Who enters it: the member, or an employee on the member's behalf.</param>
    /// <param name="turn">As of <see cref="SayYesAsync"/>; null records a new one.</param>
    public async Task<Guid> RecordAsync(
        ConsentFlow flow, DateOnly? until, EvidenceBody evidence, AuditActor actor, CancellationToken ct, IReadOnlyDictionary<string, string>? details = null, Guid? turn = null)
    {
        var grant = new NewGrant(
            flow.Member.Child, flow.Member.Person, flow.Row.Purpose, flow.Source.Id, ValidFrom: null, until ?? GrantTerm.LastDay(DutchCalendar.DayOf(clock.GetUtcNow())),
            new GrantBody([flow.Recipient.Id.Value], [.. flow.Categories.Select(category => category.Code)], evidence, Replaces: null, []), Refused: until is null, turn);
        var id = await grants.RecordAsync(grant, actor, ct, details);
        await answers.SettleAsync(flow.Member.Child, actor, ct);
        return id;
    }

    // The school saw who it was before it handed the letter over (R-EVID-4); a provider says so itself.
    private EvidenceBody Evidence(Visitor visitor, Language language)
    {
        var file = texts.FileOf(language, TextArea);
        return new EvidenceBody(
            visitor.IsByLetter ? EvidenceMethod.Assisted : EvidenceMethod.Digid, visitor.Assurance, $"{TextArea}/{file.Version}", file.Sha256, language.Code, "PAGES",
            SeparateFromOtherTerms: true, ConditionalOnService: false, RefusalOffered: true);
    }
}
