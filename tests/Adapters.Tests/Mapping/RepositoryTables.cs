using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Tests.Sources.Oso;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>All tables as they stand in <c>schemas</c>, and every document that is at hand for them: our own, and the official samples.</summary>
internal static class RepositoryTables
{
    private static readonly Lazy<MappingCatalogue> Loaded = new(() => MappingCatalogue.Load(
        Texts("mappings", "*.csv"), Texts("fhir", "ConceptMap-*.json"), Samples.Types.Value, MapRun.Categories));

    private static readonly (string Folder, string Source)[] Own =
    [
        ("Ijw/Fixtures", "ijw"), ("Iwlz/Fixtures", "iwlz"), ("Ggm/Fixtures", "ggm"), ("Oso/Documents", "oso"), ("School/Documents", "school"),
        ("Swv/Documents", "swv"), ("Aanbieder/Documents", "aanbieder"), ("EduV/Documents", "eduv"),
    ];

    public static MappingCatalogue Catalogue => Loaded.Value;

    /// <summary>Documents that stand in the repository, named <c>Ijw/jw301-full.xml</c>.</summary>
    public static IEnumerable<(string Name, SourceDocument Document)> OwnDocuments() =>
        from place in Own
        from file in System.IO.Directory.GetFiles(Path.Combine(Documents.Root, "tests", "Adapters.Tests", "Sources", place.Folder)).Order(StringComparer.Ordinal)
        select ($"{place.Folder.Split('/')[0]}/{Path.GetFileName(file)}", new SourceDocument(place.Source, File.ReadAllBytes(file)));

    /// <summary>The official samples, read in place; none where the shared folder is absent, which fails on CI.</summary>
    public static IEnumerable<(string Name, SourceDocument Document)> OfficialDocuments()
    {
        if (Shared("standards", "data") is not { } data)
        {
            yield break;
        }

        foreach (var file in System.IO.Directory.GetFiles(Path.Combine(data, "ijw-3.2", "berichten"), "*.xml").Order(StringComparer.Ordinal))
        {
            yield return (Path.GetFileName(file), new SourceDocument("ijw", File.ReadAllBytes(file)));
        }

        foreach (var profile in new[] { "OV", "PaO" })
        {
            foreach (var file in System.IO.Directory.GetFiles(Path.Combine(data, "oso-2019.1", profile, "examples"), "*.xml").Order(StringComparer.Ordinal))
            {
                yield return (Path.GetFileName(file), new SourceDocument("oso", File.ReadAllBytes(file)));
            }
        }
    }

    /// <summary>A place in the shared folder; null where it is absent, except on CI.</summary>
    public static string? Shared(params string[] parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "shared", "law", "RULES.md")))
            {
                return Path.Combine([folder.FullName, "shared", .. parts]);
            }
        }

        return Environment.GetEnvironmentVariable("CI") == "true" ? throw new DirectoryNotFoundException("The shared folder is missing; CI needs it.") : null;
    }

    private static IEnumerable<(string FileName, string Text)> Texts(string folder, string pattern) =>
        System.IO.Directory.GetFiles(Path.Combine(Documents.Root, "schemas", folder), pattern).Select(file => (Path.GetFileName(file), File.ReadAllText(file)));
}
