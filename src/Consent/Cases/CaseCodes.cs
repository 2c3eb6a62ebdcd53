using ZioExchange.Consent.Authority;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Grants;

namespace ZioExchange.Consent.Cases;

/// <summary>The closed code lists of the case format (law/case.schema.json).</summary>
internal static class CaseCodes
{
    public static Dictionary<string, Capacity> Capacities { get; } = new() { ["capable"] = Capacity.Capable, ["incapable"] = Capacity.Incapable };

    public static Dictionary<string, SchoolKind> Schools { get; } = new()
    {
        ["PO"] = SchoolKind.Po,
        ["SBO"] = SchoolKind.Sbo,
        ["SO"] = SchoolKind.So,
        ["VO"] = SchoolKind.Vo,
        ["VSO"] = SchoolKind.Vso,
        ["INSTELLING_C1"] = SchoolKind.InstellingCluster1,
        ["INSTELLING_C2"] = SchoolKind.InstellingCluster2,
        ["GEEN"] = SchoolKind.None,
    };

    public static Dictionary<string, MeasureKind> Measures { get; } = new() { ["OTS"] = MeasureKind.Ots, ["VOOGDIJ"] = MeasureKind.Voogdij };

    public static Dictionary<string, Relation> Relations { get; } = new()
    {
        ["ouder"] = Relation.Ouder,
        ["voogd"] = Relation.Voogd,
        ["derde"] = Relation.Derde,
        ["gecertificeerde_instelling"] = Relation.GecertificeerdeInstelling,
        ["bijzondere_curator"] = Relation.BijzondereCurator,
    };

    public static Dictionary<string, EvidenceMethod> Methods { get; } = new()
    {
        ["digid"] = EvidenceMethod.Digid,
        ["eherkenning"] = EvidenceMethod.EHerkenning,
        ["paper_verified"] = EvidenceMethod.PaperVerified,
        ["assisted"] = EvidenceMethod.Assisted,
        ["court_order"] = EvidenceMethod.CourtOrder,
    };

    public static Dictionary<string, LevelOfAssurance> Assurances { get; } = new()
    {
        ["laag"] = LevelOfAssurance.Laag,
        ["midden"] = LevelOfAssurance.Midden,
        ["substantieel"] = LevelOfAssurance.Substantieel,
        ["hoog"] = LevelOfAssurance.Hoog,
        ["EH3"] = LevelOfAssurance.EH3,
        ["EH4"] = LevelOfAssurance.EH4,
        ["n.v.t."] = LevelOfAssurance.NotApplicable,
    };

    public static Dictionary<string, ConsentEventKind> Events { get; } = new() { ["WITHDRAWN"] = ConsentEventKind.Withdrawn, ["REFUSED"] = ConsentEventKind.Refused };

    public static Dictionary<string, RequestMode> Modes { get; } = new() { ["NORMAL"] = RequestMode.Normal, ["BREAK_GLASS"] = RequestMode.BreakGlass };

    public static Dictionary<string, RequestChannel> Channels { get; } = new()
    {
        ["BROKER_POINT_TO_POINT"] = RequestChannel.PointToPoint,
        ["PUSH"] = RequestChannel.Push,
        ["EUS_PULL"] = RequestChannel.EusPull,
    };
}
