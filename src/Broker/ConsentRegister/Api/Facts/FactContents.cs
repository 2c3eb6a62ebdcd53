using ZioExchange.Broker.ConsentRegister.Api.Professionals;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Authority;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.ConsentRegister.Api.Facts;

/// <summary>What each kind of fact holds, as the API takes it. Organisations stand by their numbers.</summary>
internal static class FactContents
{
    public sealed record Birth([property: System.Text.Json.Serialization.JsonRequired] DateOnly Geboortedatum);

    /// <param name="Doel">The matter it is about: a purpose.</param>
    /// <param name="Tot">Last day; of incapacity required, at most a year after it was stated.</param>
    public sealed record Capability([property: System.Text.Json.Serialization.JsonRequired] bool Bekwaam, [property: System.Text.Json.Serialization.JsonRequired] DateOnly VerklaardOp, [property: System.Text.Json.Serialization.JsonRequired] string Doel, DateOnly? Tot = null);

    public sealed record Residence(Identified? Swv = null, DateOnly? VerhuisdOp = null, Identified? VerhuisdUit = null);

    /// <param name="Ingeschreven">False: registered (aangemeld) only; from a school that had the child enrolled: the child left.</param>
    /// <param name="Beeindigd">The child left, or is not registered any more. False, said in so many words: it is registered, also where it left before.</param>
    public sealed record Placement([property: System.Text.Json.Serialization.JsonRequired] bool Ingeschreven, [property: System.Text.Json.Serialization.JsonRequired] string Schoolsoort, Identified? Swv = null, bool? Beeindigd = null);

    public sealed record Measured([property: System.Text.Json.Serialization.JsonRequired] string Maatregel, [property: System.Text.Json.Serialization.JsonRequired] DateOnly Vanaf, DateOnly? Tot = null, Identified? Gi = null);

    /// <summary>One whole answer of one source. A correction is a new answer.</summary>
    public sealed record Authority([property: System.Text.Json.Serialization.JsonRequired] string Uitkomst, [property: System.Text.Json.Serialization.JsonRequired] IReadOnlyList<AuthorityPerson> Personen);

    /// <param name="Gezag">False: the answer names this person as one without gezag.</param>
    /// <param name="Doel">The matter a judge decided on; null for all.</param>
    public sealed record AuthorityPerson([property: System.Text.Json.Serialization.JsonRequired] string Persoon, [property: System.Text.Json.Serialization.JsonRequired] string Relatie, [property: System.Text.Json.Serialization.JsonRequired] bool Gezag, DateOnly? Vanaf = null, DateOnly? Tot = null, bool Contactverbod = false, string? Doel = null);

    public sealed record Assessed([property: System.Text.Json.Serialization.JsonRequired] DateOnly AfgeslotenOp);

    /// <param name="Geldt">False lifts your own mark; one that another party set stays.</param>
    public sealed record Marked([property: System.Text.Json.Serialization.JsonRequired] string Markering, [property: System.Text.Json.Serialization.JsonRequired] bool Geldt);

    /// <param name="Gelijkenis">Keyed hashes of the surnames and addresses of the child and its parents.</param>
    public sealed record Registered([property: System.Text.Json.Serialization.JsonRequired] DateOnly Sinds, bool Beeindigd = false, LikenessInput? Gelijkenis = null);

    public static SchoolKind? SchoolKindOf(string code) => code switch
    {
        "PO" => SchoolKind.Po,
        "SBO" => SchoolKind.Sbo,
        "SO" => SchoolKind.So,
        "VO" => SchoolKind.Vo,
        "VSO" => SchoolKind.Vso,
        "CLUSTER_1" => SchoolKind.InstellingCluster1,
        "CLUSTER_2" => SchoolKind.InstellingCluster2,
        _ => null,
    };

    public static MeasureKind? MeasureOf(string code) => code switch { "OTS" => MeasureKind.Ots, "VOOGDIJ" => MeasureKind.Voogdij, _ => null };

    public static GezagOutcome? OutcomeOf(string code) => code switch
    {
        "gezamenlijk" => GezagOutcome.Gezamenlijk,
        "eenhoofdig" => GezagOutcome.Eenhoofdig,
        "gezamenlijk_met_derde" => GezagOutcome.GezamenlijkMetDerde,
        "voogdij" => GezagOutcome.Voogdij,
        "tijdelijk_geen" => GezagOutcome.TijdelijkGeen,
        "niet_te_bepalen" => GezagOutcome.NietTeBepalen,
        "in_onderzoek" => GezagOutcome.InOnderzoek,
        _ => null,
    };

    public static Relation? RelationOf(string code) => code switch
    {
        "ouder" => Relation.Ouder,
        "voogd" => Relation.Voogd,
        "derde" => Relation.Derde,
        "gi" => Relation.GecertificeerdeInstelling,
        "bijzondere_curator" => Relation.BijzondereCurator,
        _ => null,
    };
}
