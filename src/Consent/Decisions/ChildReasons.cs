namespace ZioExchange.Consent.Decisions;

/// <summary>Refusals that follow from facts about the child: ZIO-21xx. Those that tell who the child belongs to are masked.</summary>
public static class ChildReasons
{
    private const RequesterView Masked = RequesterView.ConsentNotAvailable;

    public static Reason ChildUnknown { get; } = new("CHILD_UNKNOWN", "ZIO-2101", "Dit kind kennen wij niet.", "This child is not known.", "AVG art. 5 lid 1 (d)", Masked);

    public static Reason Deceased { get; } = new("DECEASED", "ZIO-2102", "Er wordt niets meer gedeeld over dit kind.", "Nothing is shared about this child any more.", "R-DEC-1; Jeugdwet art. 7.3.12a", Masked);

    public static Reason WrongSwv { get; } = new("WRONG_SWV", "ZIO-2103", "Dit samenwerkingsverband is niet bevoegd voor dit kind.", "This samenwerkingsverband is not competent for this child.", "WPO art. 40 lid 8; WEC art. 40", Masked);

    public static Reason WrongMunicipality { get; } = new("WRONG_MUNICIPALITY", "ZIO-2104", "Deze gemeente is niet bevoegd voor dit kind.", "This gemeente is not competent for this child.", "Jeugdwet art. 2.3 lid 1; LPW art. 16, 18 lid 5", Masked);

    public static Reason ChildNotEnrolled { get; } = new("CHILD_NOT_ENROLLED", "ZIO-2105", "Het kind is niet ingeschreven of aangemeld bij deze school.", "The child is not enrolled or registered with this school.", "R-SCH-1; WPO art. 40", Masked);

    public static Reason SourceNotCompetent { get; } = new("SOURCE_NOT_COMPETENT", "ZIO-2106", "Deze bron hoort voor dit doel niet bij dit kind.", "For this purpose this source does not belong to this child.", "R-STAT-2, R-STAT-3, R-OKR-1", Masked);

    public static Reason MeasureNotActive { get; } = new("MEASURE_NOT_ACTIVE", "ZIO-2107", "Er is nu geen ondertoezichtstelling die deze instelling uitvoert.", "No ondertoezichtstelling is in force that this institution carries out.", "Jeugdwet art. 7.3.11 lid 4", Masked);

    public static Reason RetentionExpired { get; } = new("RETENTION_EXPIRED", "ZIO-2108", "De bewaartijd van drie jaar is voorbij.", "The retention of three years has ended.", "WPO art. 18a lid 13; WVO 2020 art. 2.47 lid 16");

    public static Reason NoSchoolRequest { get; } = new("NO_SCHOOL_REQUEST", "ZIO-2109", "De school heeft hier niet om gevraagd. Zonder vraag van de school mag het niet.", "The school did not ask for this. Without its request it is not allowed.", "WPO art. 18a lid 6 (c), (d)");

    public static Reason NoArrangementApplication { get; } = new("NO_ARRANGEMENT_APPLICATION", "ZIO-2110", "De school heeft geen arrangement aangevraagd.", "The school has not applied for an arrangement.", "WPO art. 18a lid 6 (b)");

    public static Reason ParentInzageNotDone { get; } = new("PARENT_INZAGE_NOT_DONE", "ZIO-2111", "De ouders hebben het rapport nog niet gezien.", "The parents have not seen the report yet.", "WPO art. 42; WEC art. 43");

    public static Reason NotEnrolledOrRegistered { get; } = new("NOT_ENROLLED_OR_REGISTERED", "ZIO-2112", "De nieuwe school heeft de inschrijving of aanmelding niet vastgelegd.", "The new school has not recorded the enrolment or registration.", "WPO art. 42; R-OKR-1");

    public static Reason Restricted { get; } = new("RESTRICTED", "ZIO-2113", "Het gebruik van deze gegevens is tijdelijk gestopt op verzoek.", "The use of these data is halted for now, on request.", "AVG art. 18", Masked);

    public static Reason ObjectionPending { get; } = new("OBJECTION_PENDING", "ZIO-2114", "Er is bezwaar gemaakt. Tot het besluit wordt er niets gedeeld.", "An objection was made. Nothing is shared until it is decided.", "AVG art. 21 lid 1, art. 18 lid 1 (d)", Masked);

    public static Reason NoAuthorityArt15 { get; } = new("NO_AUTHORITY_ART15", "ZIO-2115", "Alleen een ouder of voogd met gezag kan hier inzage krijgen. Zonder gezag kunt u de school of hulpverlener zelf om informatie vragen.", "Only a parent or voogd with gezag has access here. Without gezag you can ask the school or professional yourself.", "UAVG art. 5 lid 4; BW art. 1:377c", Masked);

    public static Reason Youth16OwnRights { get; } = new("YOUTH_16_OWN_RIGHTS", "ZIO-2116", "Vanaf 16 jaar vraagt de jongere zelf inzage.", "From 16 the young person asks for access alone.", "UAVG art. 5 lid 4", Masked);

    public static Reason YouthOwnAccessNotOpen { get; } = new("YOUTH_ACCESS_NOT_OPEN", "ZIO-2117", "Eigen inzage kan vanaf 12 jaar, als de jongere dit zelf kan overzien.", "Own access is possible from 12, for who can weigh it.", "UAVG art. 5 lid 4 (b); Jeugdwet art. 7.3.15", Masked);

    public static Reason ProtectedLocation { get; } = new("PROTECTED_LOCATION", "ZIO-2118", "Waar het kind is, wordt afgeschermd om het kind te beschermen.", "Where the child stays is shielded to protect the child.", "UAVG art. 41 lid 1 (i); R-SAFE-1", Masked);

    public static Reason BreakGlassSuspended { get; } = new("BREAK_GLASS_SUSPENDED", "ZIO-2119", "Een eerdere noodknop is niet op tijd nagekeken. Tot die tijd kan het niet opnieuw.", "An earlier broken glass was not reviewed in time. Until then it cannot be done again.", "R-BG-3");

    public static Reason AuthorityUndeterminable { get; } = new("AUTHORITY_UNDETERMINABLE", "ZIO-2120", "Wij konden niet vaststellen wie het gezag heeft. Iemand kijkt dit na.", "It could not be established who has gezag. Somebody looks into it.", "R-PAR-7; BW art. 1:251b", Masked);

    public static Reason AuthorityNone { get; } = new("AUTHORITY_NONE", "ZIO-2121", "Er is op dit moment niemand met gezag bekend.", "At this moment nobody is known to have gezag.", "BW art. 1:245; R-PAR-7", Masked);

    public static Reason OrganisationSucceeded { get; } = new("ORGANISATION_SUCCEEDED", "ZIO-2122", "Deze organisatie is opgegaan in een andere. Die kan het vragen.", "This organisation became another one, which may ask.", "R-SUC-2", Masked);

    internal static Reason[] All { get; } =
    [
        ChildUnknown, Deceased, WrongSwv, WrongMunicipality, ChildNotEnrolled, SourceNotCompetent, MeasureNotActive, RetentionExpired, NoSchoolRequest,
        NoArrangementApplication, ParentInzageNotDone, NotEnrolledOrRegistered, Restricted, ObjectionPending, NoAuthorityArt15, Youth16OwnRights,
        YouthOwnAccessNotOpen, ProtectedLocation, BreakGlassSuspended, AuthorityUndeterminable, AuthorityNone, OrganisationSucceeded,
    ];
}
