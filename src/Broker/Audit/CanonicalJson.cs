using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ZioExchange.Broker.Audit;

/// <summary>The one way to write a JSON value as bytes (RFC 8785, JCS), so that its hash means the value.</summary>
public static class CanonicalJson
{
    // Taken from the output at once: not so much that a long text would reserve six times its length.
    private const int LongestPiece = 256;
    private const int LongestEscape = 6;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };
    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    // Stands for itself in a string, also in canonical form.
    private static readonly SearchValues<byte> Plain = SearchValues.Create([.. Enumerable.Range(' ', 0x60).Select(value => (byte)value).Except("\"\\"u8.ToArray())]);

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
        output.Write("\""u8);
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            rest = rest[Ascii(rest[..Math.Min(rest.Length, LongestPiece)], output)..];
            var other = rest.IndexOfAnyInRange('\0', '\x7f') is >= 0 and var end ? rest[..end] : rest;
            if (rest.Length > 0 && other.Length > 0)
            {
                Utf8.GetBytes(other, output);
                rest = rest[other.Length..];
            }
        }

        output.Write("\""u8);
    }

    /// <returns>How many characters were written: all, or those before the first that is not ASCII.</returns>
    private static int Ascii(ReadOnlySpan<char> text, IBufferWriter<byte> output)
    {
        var bytes = output.GetSpan(text.Length * LongestEscape);
        var (read, written) = (0, 0);
        for (; read < text.Length && text[read] <= '\x7f'; read++)
        {
            if (text[read] is >= ' ' and not ('"' or '\\'))
            {
                bytes[written++] = (byte)text[read];
            }
            else
            {
                written += Encoding.ASCII.GetBytes(Escape(text[read])!, bytes[written..]);
            }
        }

        output.Advance(written);
        return read;
    }

    private static void Write(JsonElement value, ArrayBufferWriter<byte> output)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, output);
                break;
            case JsonValueKind.Array:
                WriteArray(value, output);
                break;
            case JsonValueKind.String:
                var raw = JsonMarshal.GetRawUtf8Value(value);
                if (IsCanonical(raw[1..^1]))
                {
                    output.Write(raw);
                }
                else
                {
                    WriteString(value.GetString()!, output);
                }

                break;
            case JsonValueKind.Number:
                Utf8.GetBytes(Number(value.GetDouble()), output);
                break;
            default:
                output.Write(JsonMarshal.GetRawUtf8Value(value));
                break;
        }
    }

    private static void WriteArray(JsonElement value, ArrayBufferWriter<byte> output)
    {
        output.Write("["u8);
        var before = ""u8;
        foreach (var item in value.EnumerateArray())
        {
            output.Write(before);
            Write(item, output);
            before = ","u8;
        }

        output.Write("]"u8);
    }

    private static void WriteObject(JsonElement value, ArrayBufferWriter<byte> output)
    {
        var members = value.EnumerateObject().ToArray();
        Array.Sort(members, ByName);
        output.Write("{"u8);
        for (var place = 0; place < members.Length; place++)
        {
            if (place > 0)
            {
                output.Write(","u8);
            }

            var name = JsonMarshal.GetRawUtf8PropertyName(members[place]);
            if (IsPlain(name))
            {
                output.Write("\""u8);
                output.Write(name);
                output.Write("\""u8);
            }
            else
            {
                WriteString(members[place].Name, output);
            }

            output.Write(":"u8);
            Write(members[place].Value, output);
        }

        output.Write("}"u8);
    }

    /// <summary>RFC 8785 section 3.2.3: by UTF-16 code unit, which is what an ordinal comparison of .NET strings does, and of bytes when all are ASCII.</summary>
    private static int ByName(JsonProperty left, JsonProperty right)
    {
        var a = JsonMarshal.GetRawUtf8PropertyName(left);
        var b = JsonMarshal.GetRawUtf8PropertyName(right);
        return IsPlain(a) && IsPlain(b) ? a.SequenceCompareTo(b) : string.CompareOrdinal(left.Name, right.Name);
    }

    private static bool IsPlain(ReadOnlySpan<byte> text) => text.IndexOfAnyExcept(Plain) < 0;

    /// <summary>Whether the inside of a string is written as canonical form writes it: ASCII with the two-character escapes alone. False may be wrong, true never.</summary>
    private static bool IsCanonical(ReadOnlySpan<byte> text)
    {
        while (text.IndexOfAnyExcept(Plain) is >= 0 and var place)
        {
            if (text[place] != (byte)'\\' || !"\"\\bfnrt"u8.Contains(text[place + 1]))
            {
                return false;
            }

            text = text[(place + 2)..];
        }

        return true;
    }

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
