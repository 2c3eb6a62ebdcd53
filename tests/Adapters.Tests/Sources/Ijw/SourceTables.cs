using System.Text;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Tests.Fhir;
using ZioExchange.Adapters.Tests.Mapping;

namespace ZioExchange.Adapters.Tests.Sources.Ijw;

/// <summary>The tables of iJw, iWlz and GGM as they stand in the repository, and documents to run through them.</summary>
internal static class SourceTables
{
    /// <summary>Every category that a row of these tables carries, also those that no policy row lets out.</summary>
    public static readonly string[] Categories =
    [
        "ID_BASIS", "BSN", "CONTACT", "GEZAG", "GEZIN", "VEILIGHEID", "STRAFRECHT", "ONDERSTEUNINGSBEHOEFTE", "GEZONDHEID_DIAGNOSE",
        "JEUGDHULP_BESCHIKKING", "WLZ_INDICATIE", "WLZ_INZET", "DECLARATIE", "VERZUIM",
    ];

    private static readonly Lazy<MappingCatalogue> Loaded = new(() => MappingCatalogue.Load(
        Files("schemas/mappings", "*.csv").Where(file => file.Name.StartsWith('i') || file.Name.StartsWith('g')),
        Files("schemas/fhir", "ConceptMap-*.json"),
        Samples.Types.Value,
        Categories));

    public static MappingCatalogue Catalogue => Loaded.Value;

    public static MappedBundle Map(string source, string document, PreviewRequest? request = null) =>
        Map(source, Encoding.UTF8.GetBytes(document), request);

    public static MappedBundle Map(string source, byte[] document, PreviewRequest? request = null) =>
        new(Catalogue.Preview(new SourceDocument(source, document), request ?? new PreviewRequest()));

    public static MappedBundle Only(string source, string document, params string[] categories) =>
        Map(source, document, new PreviewRequest(categories));

    public static SourceRefusedException Refused(string source, string document) =>
        Xunit.Assert.Throws<SourceRefusedException>(() => Map(source, document));

    /// <summary>A hand-made document with every optional element filled.</summary>
    /// <param name="name">Such as <c>Ijw/jw301-full.xml</c>.</param>
    public static string Fixture(string name)
    {
        var parts = name.Split('/');
        return File.ReadAllText(Path.Combine(FhirTable.Root(), "tests", "Adapters.Tests", "Sources", parts[0], "Fixtures", parts[1]));
    }

    private static IEnumerable<(string Name, string Text)> Files(string folder, string pattern) =>
        System.IO.Directory.EnumerateFiles(Path.Combine(FhirTable.Root(), folder), pattern).Select(path => (Path.GetFileName(path), File.ReadAllText(path)));
}
