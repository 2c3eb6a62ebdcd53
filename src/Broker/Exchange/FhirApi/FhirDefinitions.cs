using System.Collections.Concurrent;
using System.Text.Json;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Exchange.FhirApi;

/// <summary>The definitions of <c>schemas/fhir</c>, as they stand there, and the lists of reasons, made of the catalogue: whoever meets one of our canonical addresses finds it below this broker's own base, by the same type and id.</summary>
internal sealed class FhirDefinitions(SchemaFolder schemas)
{
    public static readonly string[] Types = ["CodeSystem", "ConceptMap", "NamingSystem", "OperationDefinition", "StructureDefinition", "ValueSet"];

    // Listed and read once: anybody may ask, as often as they like. What is asked for is looked up here and never becomes a path.
    private readonly Lazy<Dictionary<string, string>> _files = new(
        () => System.IO.Directory.GetFiles(Path.Combine(schemas.Root, "fhir"), "*.json").ToDictionary(file => Path.GetFileNameWithoutExtension(file), StringComparer.Ordinal), LazyThreadSafetyMode.PublicationOnly);

    private readonly ConcurrentDictionary<string, byte[]> _read = new(StringComparer.Ordinal);

    private readonly Lazy<(byte[] Codes, byte[] Numbers)> _reasons = new(
        () => (CodeList(FhirSystems.ReasonCode, "ReasonCode", reason => reason.Code), CodeList(FhirSystems.ErrorCode, "Foutcode", reason => reason.Number)), LazyThreadSafetyMode.PublicationOnly);

    /// <returns>Null when there is none.</returns>
    public byte[]? Find(string type, string id) => $"{FhirSystems.Base}/{type}/{id}" switch
    {
        FhirSystems.ReasonCode => _reasons.Value.Codes,
        FhirSystems.ErrorCode => _reasons.Value.Numbers,
        _ => _files.Value.TryGetValue($"{type}-{id}", out var file) ? _read.GetOrAdd(file, File.ReadAllBytes) : null,
    };

    private static byte[] CodeList(string url, string name, Func<Reason, string> codeOf) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            ResourceType = "CodeSystem",
            Id = url[(url.LastIndexOf('/') + 1)..],
            Url = url,
            Name = name,
            Status = "active",
            CaseSensitive = true,
            Content = "complete",
            Concept = ReasonCatalogue.All.Select(reason => new { Code = codeOf(reason), Display = reason.En, Designation = new[] { new { Language = "nl", Value = reason.Nl } } }),
        },
        BrokerJson.CamelCase);
}
