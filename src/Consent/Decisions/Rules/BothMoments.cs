using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>R-WD-6: permitted is what the decision and the release both permit.</summary>
internal static class BothMoments
{
    public static Decision Permit(Policy policy, Decision first, Decision release)
    {
        if (release.Permit is not { } permit)
        {
            return release;
        }

        if (first.Permit is null)
        {
            return first;
        }

        var both = policy.MaskOf(first.Permitted) & policy.MaskOf(release.Permitted);
        if (both == policy.MaskOf(release.Permitted))
        {
            return release;
        }

        var denied = new Dictionary<DataCategory, Reason>(release.Denied);
        foreach (var (category, reason) in first.Denied)
        {
            denied.TryAdd(category, reason);
        }

        var permitted = policy.CategoriesOf(both);
        return permitted.Length == 0
            ? release with { Outcome = Outcome.Deny, Reason = Answer.Worst(denied), Permitted = [], Denied = denied, Basis = LegalBasis.None, Permit = null, Obligations = [new(ObligationCodes.Log)], RestsOn = RestsOn.Nothing }
            : release with
            {
                Outcome = Outcome.Partial,
                Reason = Answer.Worst(denied),
                Permitted = permitted,
                Denied = denied,
                Permit = new(permit.Child, permit.Source, permit.Recipient, permit.Purpose, permitted, permit.DecidedAt),
            };
    }
}
