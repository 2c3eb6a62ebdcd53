using System.Text.Json;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Exchange.Push;

/// <summary>Reads the Parameters of <c>$kind-dossier-push</c>: shape first (400), then codes, recipient and format (422).</summary>
internal sealed class PushReader(FhirTypes types, Policy policy, PartnerDirectory directory, MappingCatalogue catalogue)
{
    public const int MaximumBody = 12 * 1024 * 1024;

    private const string CodeSystem = FhirSystems.Base + "/CodeSystem/";
    private static readonly FhirLimits Limits = new(MaximumBody, 32, 20);

    internal static readonly FhirParameterRule[] Rules =
    [
        new("subject", "Identifier", 1, 1), new("purpose", "Coding", 1, 1), new("recipient", "Reference", 1, 1), new("role", "Coding", 1, 1),
        new("category", "Coding", 0, 64), new("content", "Resource", 1, 1), new("format", "code", 1, 1),
    ];

    /// <param name="sender">Whose token it is.</param>
    /// <returns>The question; or the status and every fault.</returns>
    public async Task<(PushQuestion? Question, int Status, IReadOnlyList<FieldFault> Faults)> ReadAsync(Organisation sender, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        var parameters = FhirParameters.Read(body, types, Limits, Rules);
        if (parameters.Issues.Count > 0)
        {
            return (null, 400, [.. parameters.Issues.Select(issue => new FieldFault(issue.Expression, "BAD_REQUEST", issue.Message))]);
        }

        var faults = new List<FieldFault>();
        var subject = parameters.One("subject")!;
        if (subject.TextAt("system") is not { Length: > 0 } system || subject.TextAt("value") is not { Length: > 0 } value)
        {
            return (null, 400, [new FieldFault(subject.Expression, "BAD_REQUEST", "system and value are required.")]);
        }

        var purpose = new Purpose(Code(parameters.One("purpose")!, "purpose", code => policy.Knows(new Purpose(code)), faults));
        var role = new Role(Code(parameters.One("role")!, "role", code => policy.Knows(new Role(code)), faults));
        var categories = parameters.All("category").Select(each => new DataCategory(Code(each, "data-category", code => policy.Knows(new DataCategory(code)), faults))).Distinct().ToList();
        var named = parameters.One("recipient")!;
        var recipient = named.TextAt("identifier", "system") is { } place && named.TextAt("identifier", "value") is { } number ? await directory.FindByIdentifierAsync(place, number, ct) : null;
        if (recipient is null)
        {
            faults.Add(new FieldFault(named.Expression, "UNKNOWN_CODE", "An organisation that takes part, by its identifier."));
        }

        var format = parameters.One("format")!;
        if (format.Text is not { } source || !catalogue.Knows(source))
        {
            faults.Add(new FieldFault(format.Expression, "UNKNOWN_CODE", "A format or dialect that there is a mapping table for."));
            return (null, 422, faults);
        }

        var content = parameters.One("content")!;
        var documents = Documents(content, source, faults);
        return faults.Count > 0
            ? (null, 422, faults)
            : (new PushQuestion(new SubjectNumber(system, value), new PushTerms(sender, recipient!, purpose, role, categories), documents, Places(content, documents.Count)), 200, []);
    }

    /// <summary>One Binary, or a Bundle of them. What is FHIR already has no table to run through, so nothing could be withheld from it.</summary>
    private static List<SourceDocument> Documents(FhirParameter content, string source, List<FieldFault> faults)
    {
        var resources = content.TextAt("resourceType") == "Bundle" && content.Value.TryGetProperty("entry", out var entries)
            ? [.. entries.EnumerateArray().Select(entry => entry.TryGetProperty("resource", out var resource) ? resource : default)]
            : new[] { content.Value };
        var documents = new List<SourceDocument>();
        foreach (var resource in resources)
        {
            if (resource.ValueKind == JsonValueKind.Object && resource.GetProperty("resourceType").ValueEquals("Binary")
                && resource.TryGetProperty("data", out var data) && data.TryGetBytesFromBase64(out var bytes) && bytes.Length > 0)
            {
                documents.Add(new SourceDocument(source, bytes, resource.GetProperty("contentType").GetString()));
            }
            else
            {
                faults.Add(new FieldFault(content.Expression, "BAD_REQUEST", "A Binary with contentType and data, or a Bundle of Binaries."));
                break;
            }
        }

        return documents;
    }

    private static IReadOnlyList<string> Places(FhirParameter content, int count) => content.TextAt("resourceType") == "Bundle"
        ? [.. Enumerable.Range(0, count).Select(number => $"{content.Expression}.entry[{number}].resource")]
        : [content.Expression];

    private static string Code(FhirParameter parameter, string system, Func<string, bool> isKnown, List<FieldFault> faults)
    {
        var code = parameter.TextAt("code") ?? string.Empty;
        if (parameter.TextAt("system") != CodeSystem + system || !isKnown(code))
        {
            faults.Add(new FieldFault(parameter.Expression, "UNKNOWN_CODE", $"Expected a code of {CodeSystem}{system}."));
        }

        return code;
    }
}
