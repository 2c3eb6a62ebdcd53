namespace ZioExchange.Consent.Authority;

/// <summary>How much a source of gezag is worth, best last (RULES 2a, "Who is who").</summary>
public enum EvidenceRank
{
    /// <summary>The school's file, with what was seen and by whom.</summary>
    SchoolFile,

    /// <summary>An extract of the public gezagsregister.</summary>
    Gezagsregister,

    /// <summary>The gemeente's answer from the BRP.</summary>
    Brp,
}
