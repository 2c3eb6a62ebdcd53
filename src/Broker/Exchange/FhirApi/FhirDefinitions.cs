using System.Collections.Concurrent;

namespace ZioExchange.Broker.Exchange.FhirApi;

/// <summary>The definitions of <c>schemas/fhir</c>, as they stand there: whoever meets one of our canonical addresses finds it below this broker's own base, by the same type and id.</summary>
internal sealed class FhirDefinitions(SchemaFolder schemas)
{
    public static readonly string[] Types = ["CodeSystem", "ConceptMap", "NamingSystem", "OperationDefinition", "StructureDefinition", "ValueSet"];

    // Listed and read once: anybody may ask, as often as they like. What is asked for is looked up here and never becomes a path.
    private readonly Lazy<Dictionary<string, string>> _files = new(
        () => System.IO.Directory.GetFiles(Path.Combine(schemas.Root, "fhir"), "*.json").ToDictionary(file => Path.GetFileNameWithoutExtension(file), StringComparer.Ordinal), LazyThreadSafetyMode.PublicationOnly);

    private readonly ConcurrentDictionary<string, byte[]> _read = new(StringComparer.Ordinal);

    /// <returns>Null when there is none.</returns>
    public byte[]? Find(string type, string id) => _files.Value.TryGetValue($"{type}-{id}", out var file) ? _read.GetOrAdd(file, File.ReadAllBytes) : null;
}
