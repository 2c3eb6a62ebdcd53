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
    public Task<Guid> SayYesAsync(Visitor visitor, ConsentFlow flow, DateOnly until, Language language, CancellationToken ct) =>
        RecordAsync(visitor, flow, until, language, refused: false, ct);

    public Task<Guid> SayNoAsync(Visitor visitor, ConsentFlow flow, Language language, CancellationToken ct) =>
        RecordAsync(visitor, flow, DutchCalendar.DayOf(clock.GetUtcNow()).AddMonths(12), language, refused: true, ct);

    /// <summary>Stops the exchange for this member, whole or in part. When this returns nothing of it leaves any more.</summary>
    /// <param name="categories">Codes; empty stops all of it.</param>
    public async Task StopAsync(Visitor visitor, ConsentFlow flow, IReadOnlyList<string> categories, CancellationToken ct)
    {
        var all = await grants.OfChildAsync(flow.Member.Child, ct);
        var inFlow = all.Select(each => each.Grant).Where(flow.Holds).ToList();
        var carrier = inFlow.LastOrDefault(grant => grant.GrantedBy == flow.Member.Person.Value) ?? inFlow[^1];
        var actor = signIns.ActorOf(visitor, flow.Member.IsYouth);
        await grants.WithdrawAsync(carrier.Id, flow.Member.Person, categories, actor, ct, flow.Recipient.Id);
        await answers.SettleAsync(flow.Member.Child, actor, ct);
    }

    private async Task<Guid> RecordAsync(Visitor visitor, ConsentFlow flow, DateOnly until, Language language, bool refused, CancellationToken ct)
    {
        var file = texts.FileOf(language, TextArea);
        var evidence = new EvidenceBody(
            EvidenceMethod.Digid, visitor.Assurance, $"{TextArea}/{file.Version}", file.Sha256, language.Code, "PAGES",
            SeparateFromOtherTerms: true, ConditionalOnService: false, RefusalOffered: true);
        var grant = new NewGrant(
            flow.Member.Child, flow.Member.Person, flow.Row.Purpose, flow.Source.Id, ValidFrom: null, until,
            new GrantBody([flow.Recipient.Id.Value], [.. flow.Categories.Select(category => category.Code)], evidence, Replaces: null, []), refused);
        var actor = signIns.ActorOf(visitor, flow.Member.IsYouth);
        var id = await grants.RecordAsync(grant, actor, ct);
        await answers.SettleAsync(flow.Member.Child, actor, ct);
        return id;
    }
}
