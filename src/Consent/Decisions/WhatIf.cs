using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Consent.Decisions;

/// <summary>Asks the same question twice, as things are and as they would be under a draft. Pure, and nothing is released by either answer.</summary>
public static class WhatIf
{
    /// <param name="draftPolicy">Null: the policy stays as it is.</param>
    /// <param name="draftGrants">Grants that nobody gave yet; one with the id of a grant that is there takes its place.</param>
    /// <param name="at">As for <see cref="Decider.Decide"/>, the same for both answers.</param>
    public static WhatIfAnswer Ask(
        Policy policy,
        PolicyProfile profile,
        DecisionRequest request,
        ChildFacts facts,
        DateTimeOffset at,
        Policy? draftPolicy,
        IReadOnlyList<ConsentGrant> draftGrants)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(draftGrants);
        return new(
            Decider.Decide(policy, profile, request, facts, at),
            Decider.Decide(draftPolicy ?? policy, profile, request, facts.With(draftGrants), at));
    }
}
