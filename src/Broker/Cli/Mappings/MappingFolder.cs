using System.Text.Json;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Mapping.Tables;

namespace ZioExchange.Broker.Cli.Mappings;

/// <summary>The folder <c>schemas</c> as the mapping tables need it: mappings/*.csv, fhir/*.json, fhir/r4-types.txt, policy/categories.json.</summary>
public static class MappingFolder
{
    /// <summary>Reads and checks all tables.</summary>
    /// <param name="schemas">The folder <c>schemas</c>.</param>
    /// <param name="tables">Another folder or file of tables than <c>schemas/mappings</c>; null for that one.</param>
    /// <exception cref="MappingFaultsException">Something is wrong with a table or code map.</exception>
    /// <exception cref="IOException">A file or folder is not there.</exception>
    public static MappingCatalogue Load(string schemas, string? tables = null)
    {
        ArgumentNullException.ThrowIfNull(schemas);
        using var types = File.OpenRead(Path.Combine(schemas, "fhir", "r4-types.txt"));
        return MappingCatalogue.Load(
            Read(tables ?? Path.Combine(schemas, "mappings"), "*.csv"),
            Read(Path.Combine(schemas, "fhir"), "*.json"),
            FhirTypes.Load(types),
            Categories(Path.Combine(schemas, "policy", "categories.json")));
    }

    /// <summary>The category codes that the policy knows.</summary>
    public static IReadOnlyList<string> Categories(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. json.RootElement.EnumerateArray().Select(category => category.GetProperty("code").GetString()!)];
    }

    private static List<(string FileName, string Text)> Read(string place, string pattern)
    {
        var files = File.Exists(place) ? [place] : System.IO.Directory.GetFiles(place, pattern);
        return [.. files.Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), File.ReadAllText(file)))];
    }
}
