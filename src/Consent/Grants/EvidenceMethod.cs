namespace ZioExchange.Consent.Grants;

/// <summary>The way in which a grant was given.</summary>
public enum EvidenceMethod
{
    Digid,
    EHerkenning,

    /// <summary>On paper; identity and gezag seen, scan hashed (R-EVID-4).</summary>
    PaperVerified,

    /// <summary>Entered by staff for somebody present; the same checks as paper.</summary>
    Assisted,

    /// <summary>An order of the court that replaces the consent of one person.</summary>
    CourtOrder,
}
