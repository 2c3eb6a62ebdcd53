using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>Records that a court replaced one person's consent, as the privacy officer of the source read it in the decision itself (law/RULES.md 2a; R-PAR-3).</summary>
/// <remarks>It replaces that one person's yes, for exactly this purpose, source and recipient, and nothing else. The log keeps the reference and the hash of the document.</remarks>
public sealed class CourtActs(GrantBook grants)
{
    /// <summary>Whether a court can put its yes in the place of this person's: never of the young person's, nor where one was said.</summary>
    public static bool CanReplace(ConsentFlow flow) => !flow.Member.IsYouth && !flow.IsOn;

    /// <exception cref="ArgumentException">The officer does not record decisions, or the question is another organisation's or cannot be replaced.</exception>
    public Task<Guid> RecordAsync(OfficerSession officer, CourtDecision decision, CancellationToken ct)
    {
        var flow = decision.Flow;
        if (officer.Role is not OfficerRole.PrivacyOfficer || flow.Source.Id != officer.Organisation || !CanReplace(flow))
        {
            throw new ArgumentException("A decision of a court is recorded by the privacy officer of the source.", nameof(officer));
        }

        var evidence = new EvidenceBody(
            EvidenceMethod.CourtOrder, LevelOfAssurance.NotApplicable, decision.Reference, TextHash: null, "nl", "OFFICER",
            SeparateFromOtherTerms: true, ConditionalOnService: false, RefusalOffered: false, decision.DocumentHash);
        var body = new GrantBody([flow.Recipient.Id.Value], [.. flow.Categories.Select(category => category.Code)], evidence, flow.Member.Person.Value, []);
        var details = new Dictionary<string, string> { ["route"] = "COURT", ["decision"] = decision.Reference, ["scan"] = decision.DocumentHash };
        return grants.RecordAsync(new NewGrant(flow.Member.Child, PersonId.Court, flow.Row.Purpose, flow.Source.Id, ValidFrom: null, decision.Until, body), officer.Actor, ct, details);
    }
}
