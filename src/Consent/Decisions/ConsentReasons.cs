namespace ZioExchange.Consent.Decisions;

/// <summary>Refusals that follow from the keys of consent: ZIO-22xx. To the requester all of them are one answer.</summary>
public static class ConsentReasons
{
    private const RequesterView Masked = RequesterView.ConsentNotAvailable;

    public static Reason ConsentNotAvailable { get; } = new("CONSENT_NOT_AVAILABLE", "ZIO-2201", "Deze gegevens zijn niet beschikbaar.", "These data are not available.", "AVG art. 7, art. 25");

    public static Reason ConsentIncomplete { get; } = new("CONSENT_INCOMPLETE", "ZIO-2202", "Nog niet iedereen die toestemming moet geven, heeft ja gezegd.", "Not everybody whose consent is needed has said yes.", "AVG art. 6 lid 1 (a); UAVG art. 5; Jeugdwet art. 7.3.11", Masked);

    public static Reason ConsentRequiredByStatute { get; } = new("CONSENT_REQUIRED_BY_STATUTE", "ZIO-2203", "De wet zegt dat hiervoor uitdrukkelijk toestemming nodig is. Die is er niet.", "The law demands explicit consent for this. There is none.", "Wlz art. 9.1.3 lid 4; WEC art. 41 lid 8", Masked);

    public static Reason ConsentExpired { get; } = new("CONSENT_EXPIRED", "ZIO-2204", "De toestemming is verlopen.", "The consent has expired.", "AVG art. 5 lid 1 (b); R-TIME-3", Masked);

    public static Reason ConsentNotYetValid { get; } = new("CONSENT_NOT_YET_VALID", "ZIO-2205", "De toestemming gaat later in.", "The consent starts later.", "AVG art. 5 lid 1 (b); R-TIME-3", Masked);

    public static Reason ParentRefused { get; } = new("PARENT_REFUSED", "ZIO-2206", "Een ouder of voogd met gezag heeft nee gezegd.", "A parent or voogd with gezag has said no.", "BW art. 1:253a; R-PAR-2", Masked);

    public static Reason YouthRefused { get; } = new("YOUTH_REFUSED", "ZIO-2207", "De jongere heeft nee gezegd.", "The young person has said no.", "UAVG art. 5 lid 3; Jeugdwet art. 7.3.11 lid 1", Masked);

    public static Reason YouthConsentMissing { get; } = new("YOUTH_CONSENT_MISSING", "ZIO-2208", "De jongere moet zelf toestemming geven. Dat is nog niet gebeurd.", "The young person must consent too. That has not happened yet.", "Jeugdwet art. 7.3.11 lid 1; UAVG art. 5", Masked);

    public static Reason Withdrawn { get; } = new("WITHDRAWN", "ZIO-2209", "De toestemming is ingetrokken.", "The consent was withdrawn.", "AVG art. 7 lid 3; UAVG art. 5 lid 3", Masked);

    public static Reason WithdrawnByYouth { get; } = new("WITHDRAWN_BY_YOUTH", "ZIO-2210", "De jongere heeft de toestemming ingetrokken.", "The young person withdrew the consent.", "UAVG art. 5 lid 3", Masked);

    public static Reason GrantorNoAuthority { get; } = new("GRANTOR_NO_AUTHORITY", "ZIO-2211", "De toestemming is gegeven door iemand zonder gezag.", "The consent was given by somebody without gezag.", "BW art. 1:245; R-PAR-1", Masked);

    public static Reason EvidenceInvalid { get; } = new("EVIDENCE_INVALID", "ZIO-2212", "De toestemming telt niet, omdat die niet goed is gegeven of bewezen.", "The consent does not count, because it was not given or proven well.", "AVG art. 7 lid 1, 2 en 4; art. 4 onder 11", Masked);

    public static Reason ReconfirmRequiredSuccessor { get; } = new("RECONFIRM_REQUIRED_SUCCESSOR", "ZIO-2213", "De ontvanger is veranderd door een fusie of splitsing. De toestemming moet opnieuw.", "The recipient changed through a merger or split. The consent must be given again.", "AVG art. 4 onder 11; R-SUC-1", Masked);

    public static Reason RecipientMismatch { get; } = new("RECIPIENT_MISMATCH", "ZIO-2214", "De toestemming noemt een andere ontvanger.", "The consent names another recipient.", "AVG art. 4 onder 11; R-PUR-1", Masked);

    public static Reason NoRepresentativeAt18 { get; } = new("NO_REPRESENTATIVE_AT_18", "ZIO-2215", "Vanaf 18 jaar stopt het gezag. Wie het niet zelf kan overzien, heeft een mentor of curator nodig. Die benoemt de kantonrechter.", "Gezag ends at 18. Who cannot weigh it needs a mentor or curator, appointed by the court.", "BW art. 1:233, 1:450; R-AGE-5", Masked);

    internal static Reason[] All { get; } =
    [
        ConsentNotAvailable, ConsentIncomplete, ConsentRequiredByStatute, ConsentExpired, ConsentNotYetValid, ParentRefused, YouthRefused, YouthConsentMissing,
        Withdrawn, WithdrawnByYouth, GrantorNoAuthority, EvidenceInvalid, ReconfirmRequiredSuccessor, RecipientMismatch, NoRepresentativeAt18,
    ];
}
