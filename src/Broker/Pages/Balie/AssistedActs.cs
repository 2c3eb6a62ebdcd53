using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Broker.Pages.Words;
using ZioExchange.Consent.Grants;

namespace ZioExchange.Broker.Pages.Balie;

/// <summary>Records a choice in the name of who made it. The log says who entered it, for whom, how it came in, and the hash of the paper.</summary>
public sealed class AssistedActs(FamilyActs acts, SignInBook signIns, TextCatalogue texts)
{
    public async Task RecordAsync(OfficerSession employee, AssistedChoice choice, Language language, CancellationToken ct)
    {
        var (flow, person) = (choice.Flow, choice.Flow.Member.Known);
        var actor = employee.Actor with { OnBehalfOf = signIns.PseudonymOf(person) };
        var details = new Dictionary<string, string> { ["route"] = choice.Route.ToString().ToUpperInvariant() };
        if (choice.ScanHash is { } hash)
        {
            details["scan"] = hash;
        }

        if (choice.Act is not (QuestionStep.Yes or QuestionStep.No))
        {
            await acts.StopAsync(flow, [], actor, ct, details);
            return;
        }

        var file = texts.FileOf(language, FamilyActs.TextArea);
        var evidence = new EvidenceBody(
            AssistedEntry.MethodOf(choice.Route), LevelOfAssurance.NotApplicable, $"{FamilyActs.TextArea}/{file.Version}", file.Sha256, language.Code, "ASSISTED",
            SeparateFromOtherTerms: true, ConditionalOnService: false, RefusalOffered: true, choice.ScanHash);
        await acts.RecordAsync(flow, choice.Until, evidence, actor, ct, details);
    }
}
