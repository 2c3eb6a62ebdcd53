namespace ZioExchange.Consent.Grants;

/// <summary>How a grant can be shown to have been given (AVG art. 7 lid 1).</summary>
/// <param name="TextVersion">The version of the text that the person agreed to; empty proves nothing.</param>
/// <param name="SeparateFromOtherTerms">Distinguishable, not ticked beforehand, one purpose (AVG art. 7 lid 2, R-EVID-1).</param>
/// <param name="ConditionalOnService">True when a service hung on it: then it was not free (AVG art. 7 lid 4, R-EVID-2).</param>
public sealed record GrantEvidence(
    EvidenceMethod Method, LevelOfAssurance Assurance, string TextVersion, bool SeparateFromOtherTerms, bool ConditionalOnService);
