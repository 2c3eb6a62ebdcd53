namespace ZioExchange.Consent.Grants;

/// <summary>What an employee may enter for somebody else, and what it then rests on (R-EVID-4).</summary>
public static class AssistedEntry
{
    /// <summary>A no and a stop count however they arrive. A yes needs somebody who was seen, or a signature: a voice proves too little.</summary>
    public static bool MayRecordYes(AssistedRoute route) => route is not AssistedRoute.Telephone;

    /// <summary>Of what was signed a scan is hashed; the scan itself stays with who keeps the paper.</summary>
    public static bool NeedsScan(AssistedRoute route) => route is AssistedRoute.Paper;

    public static EvidenceMethod MethodOf(AssistedRoute route) => route is AssistedRoute.Paper ? EvidenceMethod.PaperVerified : EvidenceMethod.Assisted;
}
