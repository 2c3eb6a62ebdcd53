using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions;

/// <summary>One question answered as things are, and as they would be.</summary>
public sealed record WhatIfAnswer(Decision Now, Decision Then)
{
    /// <summary>Categories that the draft would open.</summary>
    public IReadOnlyList<DataCategory> Gained => [.. Then.Permitted.Except(Now.Permitted)];

    /// <summary>Categories that the draft would close.</summary>
    public IReadOnlyList<DataCategory> Lost => [.. Now.Permitted.Except(Then.Permitted)];

    /// <summary>Whether decision, categories or reason would differ. Another row or other obligations alone are no change.</summary>
    public bool Changes => Now.Outcome != Then.Outcome || Now.Reason != Then.Reason || Gained.Count > 0 || Lost.Count > 0;
}
