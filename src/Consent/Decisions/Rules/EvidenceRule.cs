using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>R-EVID-1 to R-EVID-4: what makes a grant count as evidence (AVG 7).</summary>
internal static class EvidenceRule
{
    public static EvidenceFlaw FlawOf(ConsentGrant grant, ConsentRule rule)
    {
        var evidence = grant.Evidence;
        var order = evidence.Method is EvidenceMethod.CourtOrder;

        // Nobody reads a consent text to a judge: an order proves itself.
        if (order != (grant.GrantedBy == PersonId.Court) || (!order && string.IsNullOrWhiteSpace(evidence.TextVersion)))
        {
            return EvidenceFlaw.NotProven;
        }

        if (!evidence.SeparateFromOtherTerms)
        {
            return EvidenceFlaw.NotDistinguishable;
        }

        if (evidence.ConditionalOnService)
        {
            return EvidenceFlaw.Conditional;
        }

        // Paper, assisted and court evidence stand on their own checks (RULES 2a).
        return NeedsAssurance(rule) && evidence.Method is not (EvidenceMethod.PaperVerified or EvidenceMethod.Assisted or EvidenceMethod.CourtOrder)
            && evidence.Assurance < LevelOfAssurance.Substantieel
            ? EvidenceFlaw.AssuranceTooLow
            : EvidenceFlaw.None;
    }

    private static bool NeedsAssurance(ConsentRule rule) => rule is not ConsentRule.NormalOneNoObjection;
}
