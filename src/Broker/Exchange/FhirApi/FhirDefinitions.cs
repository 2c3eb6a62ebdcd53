using System.Collections.Concurrent;
using System.Text.Json;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange.FhirApi;

/// <summary>The definitions of <c>schemas/fhir</c>, as they stand there, and the lists that the program itself holds, of reasons and of kinds of entries: whoever meets one of our canonical addresses finds it below this broker's own base, by the same type and id.</summary>
internal sealed class FhirDefinitions(SchemaFolder schemas)
{
    public static readonly string[] Types = ["CodeSystem", "ConceptMap", "NamingSystem", "OperationDefinition", "StructureDefinition", "ValueSet"];

    // Listed and read once: anybody may ask, as often as they like. What is asked for is looked up here and never becomes a path.
    private readonly Lazy<Dictionary<string, string>> _files = new(
        () => System.IO.Directory.GetFiles(Path.Combine(schemas.Root, "fhir"), "*.json").ToDictionary(file => Path.GetFileNameWithoutExtension(file), StringComparer.Ordinal), LazyThreadSafetyMode.PublicationOnly);

    private readonly ConcurrentDictionary<string, byte[]> _read = new(StringComparer.Ordinal);

    private readonly Lazy<Dictionary<string, byte[]>> _made = new(
        () => new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [FhirSystems.ReasonCode] = CodeList(FhirSystems.ReasonCode, "ReasonCode", ReasonCatalogue.All.Select(reason => Concept(reason.Code, reason))),
            [FhirSystems.ErrorCode] = CodeList(FhirSystems.ErrorCode, "Foutcode", ReasonCatalogue.All.Select(reason => Concept(reason.Number, reason))),
            [FhirSystems.LogKind] = CodeList(FhirSystems.LogKind, "LogKind", Enum.GetNames<AuditKind>().Select(kind => new { Code = kind })),
        },
        LazyThreadSafetyMode.PublicationOnly);

    /// <returns>Null when there is none.</returns>
    public byte[]? Find(string type, string id) =>
        _made.Value.TryGetValue($"{FhirSystems.Base}/{type}/{id}", out var made) ? made
        : _files.Value.TryGetValue($"{type}-{id}", out var file) ? _read.GetOrAdd(file, File.ReadAllBytes)
        : null;

    private static object Concept(string code, Reason reason) => new { Code = code, Display = reason.En, Designation = new[] { new { Language = "nl", Value = reason.Nl } } };

    private static byte[] CodeList(string url, string name, IEnumerable<object> concepts) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            ResourceType = "CodeSystem",
            Id = url[(url.LastIndexOf('/') + 1)..],
            Url = url,
            Name = name,
            Status = "active",
            CaseSensitive = true,
            Content = "complete",
            Concept = concepts,
        },
        BrokerJson.CamelCase);
}
