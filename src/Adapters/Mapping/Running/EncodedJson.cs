using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>Pieces of JSON that are made once and copied as they are.</summary>
internal static class EncodedJson
{
    /// <summary>How all output of mapping is written: letters as they are, checked where the shape was checked when the table was read.</summary>
    public static JsonWriterOptions Options { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, Options);
        write(json);
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>A text as these pieces write it.</summary>
    public static JsonEncodedText Text(string text) => JsonEncodedText.Encode(text, Options.Encoder);

    public static void WriteCoding(Utf8JsonWriter json, string system, string code, string? display)
    {
        json.WriteStartObject();
        json.WriteString(MemberName.System, system);
        json.WriteString(MemberName.Code, code);
        if (display is not null)
        {
            json.WriteString(MemberName.Display, display);
        }

        json.WriteEndObject();
    }
}
