using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ZioExchange.Adapters.Fhir;

/// <summary>How this project writes FHIR JSON: UTF-8 without byte order mark, letters as themselves, compact unless asked.</summary>
/// <remarks>For application/fhir+json only: the letters &lt; and &amp; are not escaped, so never within HTML.</remarks>
public static class FhirJson
{
    public static JsonWriterOptions Compact { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static JsonWriterOptions Indented { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true, NewLine = "\n" };

    public static ReadOnlyMemory<byte> Write(FhirObject node, bool indented = false)
    {
        ArgumentNullException.ThrowIfNull(node);
        var buffer = new ArrayBufferWriter<byte>(4096);
        Write(node, buffer, indented);
        return buffer.WrittenMemory;
    }

    public static void Write(FhirObject node, IBufferWriter<byte> output, bool indented = false)
    {
        ArgumentNullException.ThrowIfNull(node);
        using var writer = new Utf8JsonWriter(output, indented ? Indented : Compact);
        node.Write(writer);
    }
}
