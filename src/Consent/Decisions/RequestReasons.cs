namespace ZioExchange.Consent.Decisions;

/// <summary>Refusals that follow from the request and the matrix alone: ZIO-20xx. They never tell anything about a child.</summary>
public static class RequestReasons
{
    public static Reason EusInsurerBanned { get; } = new("EUS_INSURER_BANNED", "ZIO-2001", "Een zorgkantoor mag geen gegevens ophalen via een uitwisselingssysteem van zorgaanbieders.", "A zorgkantoor may not pull data through an exchange system of care providers.", "Wabvpz art. 15f lid 1");

    public static Reason EusOutOfScope { get; } = new("EUS_OUT_OF_SCOPE", "ZIO-2002", "Deze manier van ophalen tussen zorgaanbieders kan hier niet. Stuur een bericht van de ene naar de andere partij.", "Pulling between care providers is not done here. Send a message from one party to the other.", "Wabvpz art. 1 (j), 15a");

    public static Reason PurposeUnknown { get; } = new("PURPOSE_UNKNOWN", "ZIO-2003", "Dit doel kennen wij niet. Kies een doel uit de lijst.", "This purpose is not known. Choose one from the list.", "AVG art. 5 lid 1 (b)");

    public static Reason PartyUnknown { get; } = new("PARTY_UNKNOWN", "ZIO-2004", "Deze soort organisatie kennen wij niet.", "This kind of party is not known.", "AVG art. 5 lid 1 (a)");

    public static Reason SourceUnknown { get; } = new("SOURCE_UNKNOWN", "ZIO-2005", "Deze bron kennen wij niet, of hij past niet bij dit doel.", "This source is not known, or does not fit this purpose.", "AVG art. 5 lid 1 (a)");

    public static Reason RoleNotAuthorised { get; } = new("ROLE_NOT_AUTHORISED", "ZIO-2006", "Voor deze functie zijn deze gegevens bij dit doel niet nodig.", "This role does not need these data for this purpose.", "AVG art. 5 lid 1 (c), art. 32");

    public static Reason CategoryNotSupported { get; } = new("CATEGORY_NOT_SUPPORTED", "ZIO-2007", "Deze soort gegevens kan hier niet worden gedeeld.", "This kind of data cannot be shared here.", "AVG art. 5 lid 1 (c), art. 10; UAVG art. 31-33");

    public static Reason CategoryNotInRow { get; } = new("CATEGORY_NOT_IN_ROW", "ZIO-2008", "Deze gegevens zijn voor dit doel niet nodig.", "These data are not needed for this purpose.", "AVG art. 5 lid 1 (c)");

    public static Reason NumberNotInRow { get; } = new("BSN_NOT_ALLOWED", "ZIO-2009", "Dit nummer mag alleen worden gedeeld als de wet dat zegt. Toestemming helpt hier niet.", "This number may be shared only where the law says so. Consent does not help.", "UAVG art. 46");

    public static Reason PurposeMismatch { get; } = new("PURPOSE_MISMATCH", "ZIO-2010", "Voor dit doel mag deze bron geen gegevens geven aan deze partij.", "For this purpose this source may not give data to this party.", "AVG art. 5 lid 1 (b), art. 4 onder 11", RequesterView.ConsentNotAvailable);

    public static Reason LawNotInForce { get; } = new("LAW_NOT_IN_FORCE", "ZIO-2011", "De wet die dit delen regelt, geldt nog niet.", "The law for this sharing is not in force yet.", "AVG art. 6 lid 3");

    public static Reason SwvNoOnwardDisclosure { get; } = new("SWV_NO_ONWARD_DISCLOSURE", "ZIO-2012", "Het samenwerkingsverband mag deze gegevens niet aan anderen geven. Vraag het aan de school of aan de ouders.", "The samenwerkingsverband may not pass these data on. Ask the school or the parents.", "WPO art. 18a lid 13; WVO 2020 art. 2.47 lid 16");

    public static Reason NoSwvForCluster12 { get; } = new("NO_SWV_FOR_CLUSTER_1_2", "ZIO-2013", "Een instelling voor cluster 1 of 2 hoort niet bij een samenwerkingsverband.", "An institution of cluster 1 or 2 belongs to no samenwerkingsverband.", "WPO art. 18a lid 2; WEC art. 41");

    public static Reason MeldrechtOnlyVeiligThuis { get; } = new("MELDRECHT_ONLY_VEILIG_THUIS", "ZIO-2014", "Een melding volgens de meldcode mag alleen naar Veilig Thuis.", "A report under the meldcode may go to Veilig Thuis only.", "Wmo 2015 art. 5.2.6");

    public static Reason BreakGlassNotAllowed { get; } = new("BREAK_GLASS_NOT_ALLOWED", "ZIO-2015", "De noodknop is alleen voor een noodgeval op school.", "Breaking the glass is only for an emergency at school.", "AVG art. 9 lid 2 (c); UAVG art. 22 lid 2 (b)");

    public static Reason BreakGlassRequired { get; } = new("BREAK_GLASS_REQUIRED", "ZIO-2016", "Voor een noodgeval is de noodknop nodig.", "An emergency needs the break-glass mode.", "AVG art. 9 lid 2 (c); UAVG art. 22 lid 2 (b)");

    public static Reason JustificationMissing { get; } = new("JUSTIFICATION_MISSING", "ZIO-2017", "Schrijf op waarom de noodknop nodig is.", "Write down why the glass must be broken.", "AVG art. 5 lid 2");

    public static Reason RetainEvidence { get; } = new("RETAIN_EVIDENCE", "ZIO-2018", "Het bewijs van toestemming en het logboek blijven bewaard. Dat moet van de wet. Er wordt niets nieuws mee gedeeld.", "Evidence of consent and the log are kept, as the law demands. Nothing new is shared with them.", "AVG art. 17 lid 3 (b), (e), art. 5 lid 2, art. 7 lid 1");

    public static Reason RightsDeskOnly { get; } = new("RIGHTS_DESK_ONLY", "ZIO-2019", "Dit verzoek behandelt een medewerker. U krijgt binnen een maand antwoord.", "A member of staff handles this request. You get an answer within a month.", "AVG art. 12 lid 3, art. 16-21");

    public static Reason OtherController { get; } = new("OTHER_CONTROLLER", "ZIO-2020", "Een toezichthouder ziet alleen het logboek van de eigen organisatie.", "An officer sees only the log of the own organisation.", "AVG art. 38, 39; UAVG art. 39");

    public static Reason CellTooSmall { get; } = new("CELL_TOO_SMALL", "ZIO-2021", "De groep is kleiner dan tien of de grootte is niet bekend. Dan kan iemand te herkennen zijn.", "The group is smaller than ten, or its size is not known. Then somebody might be recognised.", "AVG art. 4 onder 1; R-AGG-1");

    public static Reason NotAcceded { get; } = new("NOT_ACCEDED", "ZIO-2022", "Een van de partijen doet niet mee aan deze afspraak, of niet meer.", "One of the parties has not joined this agreement, or no longer takes part.", "AVG art. 26");

    public static Reason PushOnly { get; } = new("PUSH_ONLY", "ZIO-2023", "Deze gegevens stuurt de bron zelf. Ophalen kan niet.", "The source sends these data itself. They cannot be pulled.", "R-EUS-1");

    internal static Reason[] All { get; } =
    [
        EusInsurerBanned, EusOutOfScope, PurposeUnknown, PartyUnknown, SourceUnknown, RoleNotAuthorised, CategoryNotSupported, CategoryNotInRow, NumberNotInRow,
        PurposeMismatch, LawNotInForce, SwvNoOnwardDisclosure, NoSwvForCluster12, MeldrechtOnlyVeiligThuis, BreakGlassNotAllowed, BreakGlassRequired,
        JustificationMissing, RetainEvidence, RightsDeskOnly, OtherController, CellTooSmall, NotAcceded, PushOnly,
    ];
}
