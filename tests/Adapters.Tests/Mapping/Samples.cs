using System.Text;
using System.Text.Json;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>A small table language laboratory: hand-written tables, code maps and documents.</summary>
internal static class Samples
{
    public const string Head = "rule;category;context;source;target;conversion;codemap;required;note\n";

    public static readonly string[] Categories =
    [
        "ID_BASIS", "BSN", "PGN", "CONTACT", "GEZAG", "SCHOOL_BASIS", "OPP_KERN", "OPP_BEGELEIDING", "JEUGDHULP_BESCHIKKING", "WLZ_INDICATIE", "VERZUIM",
    ];

    public static readonly Lazy<FhirTypes> Types = new(() => FhirTypes.Load(File.ReadAllText(Find("schemas/fhir/r4-types.txt"))));

    public const string XmlDeclarations = """
        #source;;;proef;;;;;
        #dialect;;;proef-xml;;;;;
        #standard;;;Proef 1;;;;;
        #format;;;xml;;;;;
        #root;;;Bericht;urn:proef:1_0;;;;
        #namespace;;;;urn:proef:basis;;;;

        """;

    public const string JsonDeclarations = """
        #source;;;proef;;;;;
        #dialect;;;proef-json;;;;;
        #standard;;;Proef JSON 1;;;;;
        #format;;;json;;;;;
        #match;;;soort;proef;;;;

        """;

    public static string Map(string id, string source, string target, params (string Code, string? To)[] codes) => JsonSerializer.Serialize(new
    {
        resourceType = "ConceptMap",
        id,
        group = new[]
        {
            new
            {
                source,
                target,
                element = codes.Select(pair => new
                {
                    code = pair.Code,
                    target = (pair.To ?? "").Split('|').Select(to => new { code = to, equivalence = to.Length == 0 ? "unmatched" : "equivalent" }),
                }),
            },
        },
    });

    public static readonly (string, string)[] CodeMaps =
    [
        ("sex.json", Map("sex", "urn:sex", "http://hl7.org/fhir/administrative-gender", ("0", "unknown"), ("1", "male"), ("2", "female"))),
        ("kind.json", Map("kind", "urn:kind", "urn:canonical", ("04", "four"), ("05", null), ("06", "a|b"))),
        ("unit.json", Map("unit", "urn:unit", "urn:care", ("01", "min"), ("04", "h"), ("14", "etmaal"), ("16", "dagdeel-4u"), ("83", "EUR-cent"), ("S", "stuks-output|stuks-inspanning"))),
        ("per.json", Map("per", "urn:per", "urn:care", ("1", "d"), ("2", "wk"), ("4", "mo"), ("6", "total"))),
        ("class.json", Map("class", "urn:class", "urn:care", ("K2", "2..4 h/wk"), ("KD05", "5 dagdeel/wk"))),
    ];

    public static MappingCatalogue Load(params string[] tables) => MappingCatalogue.Load(
        tables.Select((text, at) => ($"t{at}.csv", Head + text)), CodeMaps, Types.Value, Categories);

    public static MappedDossier Preview(MappingCatalogue catalogue, string document, PreviewRequest? request = null) =>
        catalogue.Preview(new SourceDocument("proef", Encoding.UTF8.GetBytes(document)), request ?? new PreviewRequest());

    public static List<JsonElement> Resources(MappedDossier dossier) =>
        [.. dossier.Resources.Select(bytes => JsonDocument.Parse(bytes).RootElement)];

    /// <summary>One row with one source, in JSON, on an element of a Basic resource; gives the resource and the issues.</summary>
    public static (JsonElement? Resource, IReadOnlyList<MappingIssue> Issues) One(string row, string body, PreviewRequest? request = null)
    {
        var catalogue = Load(JsonDeclarations + row);
        var dossier = Preview(catalogue, "{\"soort\":\"proef\"," + body + "}", request);
        var resources = Resources(dossier);
        return (resources.Count == 0 ? null : resources[0], dossier.Issues);
    }

    public static string Find(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, relative)))
            {
                return Path.Combine(folder.FullName, relative);
            }
        }

        throw new FileNotFoundException(relative);
    }
}
