using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Exchange;

/// <summary>Writes the answer: a Bundle with the resources of each source, a Provenance per document, and one OperationOutcome that says what is missing.</summary>
/// <remarks>A source that the asker did not name and that gives nothing is not mentioned: that it exists could say something about the child.</remarks>
public sealed class DossierAnswer(FhirTypes types)
{
    // More than stands around an entry, and around all of them: the answer is written in one piece of memory.
    private const int Around = 64;

    public ReadOnlyMemory<byte> Write(ExchangeAnswer answer)
    {
        var seed = RandomNumberGenerator.GetBytes(16);
        var trace = TraceId.Current;
        var entries = new List<(string Url, ReadOnlyMemory<byte> Resource)>();
        var number = 0;
        foreach (var part in answer.Parts)
        {
            foreach (var content in part.Content)
            {
                var targets = content.Resources.Select(resource => (Url: FhirAddress.Of(resource.Span), resource)).ToList();
                entries.AddRange(targets);
                if (targets.Count > 0)
                {
                    entries.Add(Provenance(seed, part, content, [.. targets.Select(target => target.Url)], number++));
                }
            }
        }

        entries.Add((FhirUuid.Urn(seed, "outcome"), FhirJson.Write(FhirOutcome.Of(types, AnswerIssues.Of(answer), trace))));
        return Assemble(entries);
    }

    private (string Url, ReadOnlyMemory<byte> Resource) Provenance(byte[] seed, SourcePart part, MappedContent content, IReadOnlyList<string> targets, int number)
    {
        var decided = part.Decided;
        var source = decided.Source!.Identifiers[0];
        var provenance = types.New("Provenance");
        foreach (var target in targets)
        {
            provenance.Child("target").Put("reference", target);
        }

        provenance.Put("recorded", decided.At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        provenance.Put("policy", $"{FhirSystems.Base}/policy/{decided.Decision.Row}");
        provenance.Child("agent").Child("who").Child("identifier").Put("system", source.System).Put("value", source.Value);
        var entity = provenance.Child("entity").Put("role", "source").Child("what");
        entity.Child("identifier").Put("system", "urn:ietf:rfc:3986").Put("value", "urn:sha256:" + content.DocumentHash);
        entity.Put("display", content.Table);
        return (FhirUuid.Urn(seed, FormattableString.Invariant($"provenance-{number}")), FhirJson.Write(provenance));
    }

    private static ReadOnlyMemory<byte> Assemble(IReadOnlyList<(string Url, ReadOnlyMemory<byte> Resource)> entries)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>(Around + entries.Sum(entry => Around + entry.Url.Length + entry.Resource.Length));
        using var json = new Utf8JsonWriter(output, FhirJson.Compact);
        json.WriteStartObject();
        json.WriteString("resourceType", "Bundle");
        json.WriteString("type", "collection");
        json.WriteStartArray("entry");
        foreach (var (url, resource) in entries)
        {
            json.WriteStartObject();
            json.WriteString("fullUrl", url);
            json.WritePropertyName("resource");
            json.WriteRawValue(resource.Span, skipInputValidation: true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return output.WrittenMemory;
    }
}
