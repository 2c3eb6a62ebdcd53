using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ZioExchange.Broker.Audit;

/// <summary>The one way to write a JSON value as bytes (RFC 8785, JCS), so that its hash means the value.</summary>
public static class CanonicalJson
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads JSON and writes it again in canonical form.</summary>
    /// <param name="json">UTF-8, at most 64 levels deep; numbers are read as IEEE 754 doubles.</param>
    /// <exception cref="FormatException">Not JSON, a name twice in one object, text that is not Unicode, or a number beyond a double.</exception>
    public static byte[] Canonicalise(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            var text = new ArrayBufferWriter<byte>(json.Length + 64);
            Write(document.RootElement, text);
            return text.WrittenSpan.ToArray();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or EncoderFallbackException)
        {
            // InvalidOperationException: a string that holds half a surrogate pair.
            throw new FormatException("The text is not JSON that has a canonical form (RFC 8785).", fault);
        }
    }

    /// <summary>Writes one string with its quotes and the escapes RFC 8785 section 3.2.2.2 allows, no others.</summary>
    internal static void WriteString(string text, IBufferWriter<byte> output)
    {
        Raw(output, "\""u8);
        var plain = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (Escape(text[i]) is { } escape)
            {
                Utf8.GetBytes(text.AsSpan(plain, i - plain), output);
                Utf8.GetBytes(escape, output);
                plain = i + 1;
            }
        }

        Utf8.GetBytes(text.AsSpan(plain), output);
        Raw(output, "\""u8);
    }

    private static void Write(JsonElement value, ArrayBufferWriter<byte> output)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                // RFC 8785 section 3.2.3: by UTF-16 code unit, which is what an ordinal comparison of .NET strings does.
                WriteMany("{"u8, "}"u8, value.EnumerateObject().OrderBy(property => property.Name, StringComparer.Ordinal), property =>
                {
                    WriteString(property.Name, output);
                    Raw(output, ":"u8);
                    Write(property.Value, output);
                }, output);
                break;
            case JsonValueKind.Array:
                WriteMany("["u8, "]"u8, value.EnumerateArray(), item => Write(item, output), output);
                break;
            case JsonValueKind.String:
                WriteString(value.GetString()!, output);
                break;
            case JsonValueKind.Number:
                Utf8.GetBytes(Number(value.GetDouble()), output);
                break;
            default:
                Utf8.GetBytes(value.GetRawText(), output);
                break;
        }
    }

    private static void WriteMany<T>(ReadOnlySpan<byte> open, ReadOnlySpan<byte> close, IEnumerable<T> items, Action<T> write, ArrayBufferWriter<byte> output)
    {
        Raw(output, open);
        var first = true;
        foreach (var item in items)
        {
            if (!first)
            {
                Raw(output, ","u8);
            }

            write(item);
            first = false;
        }

        Raw(output, close);
    }

    private static void Raw(IBufferWriter<byte> output, ReadOnlySpan<byte> bytes) => output.Write(bytes);

    private static string? Escape(char letter) => letter switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
        _ => null,
    };

    /// <summary>ECMA-262 Number::toString: shortest digits that read back the same, plain between 1e-7 and 1e21, with exponent outside.</summary>
    internal static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new FormatException("A number beyond the range of a double has no canonical form (RFC 8785 section 3.2.2.3).");
        }

        if (value == 0)
        {
            return "0";   // minus zero too
        }

        var text = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var shortest = text.Contains('E', StringComparison.Ordinal) ? text : Scientific(text);
        var mantissa = shortest[..shortest.IndexOf('E', StringComparison.Ordinal)];
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var point = int.Parse(shortest.AsSpan(shortest.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) + 1;

        return (value < 0 ? "-" : "") + Place(digits, point);
    }

    /// <summary>The digits with the decimal point after the given number of them.</summary>
    private static string Place(string digits, int point)
    {
        if (point is > 21 or <= -6)
        {
            var exponent = (point - 1).ToString("+0;-0", CultureInfo.InvariantCulture);
            return $"{digits[..1]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{exponent}";
        }

        if (point <= 0)
        {
            return "0." + new string('0', -point) + digits;
        }

        return digits.Length <= point ? digits.PadRight(point, '0') : $"{digits[..point]}.{digits[point..]}";
    }

    /// <summary>Turns plain notation (12.5, 0.001, 300) into digits and exponent (1.25E1).</summary>
    private static string Scientific(string plain)
    {
        var dot = plain.IndexOf('.', StringComparison.Ordinal);
        var whole = dot < 0 ? plain : plain[..dot];
        var all = whole + (dot < 0 ? "" : plain[(dot + 1)..]);
        var leading = all.Length - all.TrimStart('0').Length;
        var digits = all.TrimStart('0').TrimEnd('0');
        var exponent = whole.Length - leading - 1;

        return string.Create(CultureInfo.InvariantCulture, $"{digits[..1]}.{digits[1..]}E{exponent}");
    }
}
