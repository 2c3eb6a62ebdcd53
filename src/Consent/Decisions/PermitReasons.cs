namespace ZioExchange.Consent.Decisions;

/// <summary>Reasons of a yes: ZIO-1xxx.</summary>
public static class PermitReasons
{
    public static Reason StatutoryBasis { get; } = new("STATUTORY_BASIS", "ZIO-1001", "Dit delen hoort bij een taak die in de wet staat. Daarvoor is geen toestemming nodig.", "This sharing belongs to a task set by law. It needs no consent.", "AVG art. 6 lid 1 (c), (e)");

    public static Reason ConsentValid { get; } = new("CONSENT_VALID", "ZIO-1002", "Iedereen die toestemming moet geven, heeft ja gezegd.", "Everybody whose consent is needed has said yes.", "AVG art. 6 lid 1 (a), art. 9 lid 2 (a); UAVG art. 5");

    public static Reason VitalInterest { get; } = new("VITAL_INTEREST", "ZIO-1003", "Het is een noodgeval. De school mag nu zien wat nodig is om het kind te helpen.", "It is an emergency. The school may see what it needs to help the child.", "AVG art. 6 lid 1 (d), art. 9 lid 2 (c)");

    public static Reason RightOfAccess { get; } = new("RIGHT_OF_ACCESS", "ZIO-1004", "Een ouder met gezag of de jongere zelf mag zien welke gegevens er zijn.", "A parent with gezag, or the young person, may see which data there are.", "AVG art. 15; UAVG art. 5 lid 4");

    public static Reason NoPersonalData { get; } = new("NO_PERSONAL_DATA", "ZIO-1005", "Dit zijn alleen aantallen. Niemand is erin te herkennen.", "These are counts only. Nobody can be recognised in them.", "Wlz art. 9.2.1 lid 2");

    public static Reason ProtectedFieldsMasked { get; } = new("PROTECTED_FIELDS_MASKED", "ZIO-1006", "U ziet de gegevens, maar een deel is afgeschermd om iemand te beschermen.", "You see the data, but a part is shielded to protect somebody.", "UAVG art. 41 lid 1 (i)");

    internal static Reason[] All { get; } = [StatutoryBasis, ConsentValid, VitalInterest, RightOfAccess, NoPersonalData, ProtectedFieldsMasked];
}
