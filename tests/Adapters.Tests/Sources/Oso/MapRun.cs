using System.Text;
using System.Text.Json;
using Xunit;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Mapping.Reports;

namespace ZioExchange.Adapters.Tests.Sources.Oso;

/// <summary>One document through the tables of <c>schemas/mappings</c>, as <c>zio map</c> runs them.</summary>
internal sealed class MapRun
{
    private static readonly Lazy<MappingCatalogue> Catalogue = new(Load);

    private readonly MappedDossier? _dossier;

    private MapRun(MappedDossier? dossier)
    {
        _dossier = dossier;
        Json = $"[{string.Join(',', dossier?.Resources.Select(resource => Encoding.UTF8.GetString(resource.Span)) ?? [])}]";
        Resources = [.. JsonElement.Parse(Json).EnumerateArray()];
    }

    /// <summary>Every category of law/policy-matrix.json, and the two that stand in no row but may be asked for.</summary>
    public static IReadOnlyList<string> Categories { get; } =
    [
        "ID_BASIS", "BSN", "PGN", "CONTACT", "GEZAG", "SCHOOL_BASIS", "LEERRESULTATEN", "OPP_KERN", "OPP_BEGELEIDING",
        "ONDERSTEUNINGSBEHOEFTE", "DESKUNDIGENADVIES", "TLV", "ARRANGEMENT", "GEZONDHEID_DIAGNOSE", "GEZONDHEID_INSTRUCTIE",
        "JEUGDHULP_BESCHIKKING", "JEUGDHULP_PLAN", "JEUGDHULP_DOSSIER", "WLZ_INDICATIE", "WLZ_INZET", "ZORGPLAN_ZIO", "VERZUIM",
        "VERZUIM_REDEN_MEDISCH", "ROOSTER_AANWEZIGHEID", "VEILIGHEID", "GEZIN", "DECLARATIE", "RAPPORT_CVO", "STRAFRECHT",
        "LOG", "TOESTEMMINGSREGISTER", "AGGREGAAT",
    ];

    public static FhirTypes Types { get; } = FhirTypes.Load(File.ReadAllBytes(Path.Combine(Documents.Root, "schemas", "fhir", "r4-types.txt")));

    public bool IsRefused => _dossier is null;

    /// <summary>What would leave, as one JSON array.</summary>
    public string Json { get; }

    public IReadOnlyList<JsonElement> Resources { get; }

    public IReadOnlyList<MappingIssue> Issues => _dossier!.Issues;

    public IEnumerable<string> IssueCodes => Issues.Select(issue => issue.CodeText);

    public IReadOnlyList<string> Forgotten => _dossier!.Report!.Forgotten;

    public IReadOnlyList<string> RequiredMissing => _dossier!.Report!.RequiredMissing;

    public IReadOnlyList<CoverageIgnored> Ignored => _dossier!.Report!.Ignored;

    public IReadOnlyList<ReadOnlyMemory<byte>> Bytes => _dossier!.Resources;

    public IReadOnlyList<SubjectKey> Subjects => _dossier!.Subjects;

    public string Dialect => _dossier!.Dialect;

    /// <summary>Without categories: all of them.</summary>
    public static MapRun Of(string source, string document, string? categories = null, string? now = null)
    {
        var day = now is null ? (DateOnly?)null : DateOnly.ParseExact(now, "yyyy-MM-dd");
        try
        {
            return new(Catalogue.Value.Preview(
                new SourceDocument(source, Encoding.UTF8.GetBytes(document)), new PreviewRequest(categories?.Split(','), day, WithReport: true)));
        }
        catch (SourceRefusedException)
        {
            return new(null);
        }
    }

    public IEnumerable<JsonElement> All(string type) => Resources.Where(resource => resource.At("resourceType") == type);

    public JsonElement Only(string type) => Assert.Single(All(type));

    public JsonElement One(string type, Func<JsonElement, bool> about) => Assert.Single(All(type), resource => about(resource));

    /// <summary>The one Observation with this code of our own.</summary>
    public JsonElement Observation(string code) => One("Observation", observation => observation.At("code.coding.0.code") == code);

    private static MappingCatalogue Load() => MappingCatalogue.Load(
        Texts("mappings", "*.csv"), Texts("fhir", "*.json"), Types, Categories);

    private static IEnumerable<(string FileName, string Text)> Texts(string folder, string pattern) =>
        System.IO.Directory.GetFiles(Path.Combine(Documents.Root, "schemas", folder), pattern)
            .Select(file => (Path.GetFileName(file), File.ReadAllText(file)));
}
