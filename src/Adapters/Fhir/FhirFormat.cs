using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace ZioExchange.Adapters.Fhir;

/// <summary>The text formats of the primitive types, on UTF-8 bytes that are known to be valid UTF-8.</summary>
/// <remarks>
/// Source: datatypes.html#primitive of FHIR R4, with its text where its patterns say less: a day exists in its month, an
/// integer fits 32 bits, base64 decodes, a string holds more than white space and no control character but tab, CR and LF.
/// Tighter than R4 where R4 leaves room and implementations differ: a code's words stand one plain space apart, a decimal
/// has at most 64 positions and is finite.
/// </remarks>
internal static class FhirFormat
{
    private const int MaxString = 1024 * 1024;
    private const int MaxDecimal = 64;

    private static readonly SearchValues<byte> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 32).Where(c => c is not (9 or 10 or 13)).Select(c => (byte)c)]);

    private static readonly SearchValues<byte> White = SearchValues.Create(" \t\r\n\v\f"u8);
    private static readonly SearchValues<byte> UpToSpace = SearchValues.Create([.. Enumerable.Range(0, 33).Select(c => (byte)c)]);
    private static readonly SearchValues<byte> IdLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-."u8);

    public static bool Matches(FhirPrimitive primitive, ReadOnlySpan<byte> text) => primitive switch
    {
        FhirPrimitive.String or FhirPrimitive.Markdown => IsString(text),
        FhirPrimitive.Code => IsCode(text),
        FhirPrimitive.Uri or FhirPrimitive.Url or FhirPrimitive.Canonical => IsUri(text),
        FhirPrimitive.Id => text.Length is >= 1 and <= 64 && !text.ContainsAnyExcept(IdLetters),
        FhirPrimitive.Date => FhirTime.IsDate(text),
        FhirPrimitive.DateTime => FhirTime.IsDateTime(text),
        FhirPrimitive.Instant => FhirTime.IsInstant(text),
        FhirPrimitive.Time => FhirTime.IsTime(text),
        FhirPrimitive.Boolean => text.SequenceEqual("true"u8) || text.SequenceEqual("false"u8),
        FhirPrimitive.Integer => IsInteger(text, int.MinValue),
        FhirPrimitive.UnsignedInt => IsInteger(text, 0),
        FhirPrimitive.PositiveInt => IsInteger(text, 1),
        FhirPrimitive.Decimal => IsDecimal(text),
        FhirPrimitive.Base64Binary => IsBase64(text),
        FhirPrimitive.Oid => IsOid(text),
        FhirPrimitive.Uuid => IsUuid(text),
        FhirPrimitive.Xhtml => IsXhtml(text),
        _ => false,
    };

    private static bool IsString(ReadOnlySpan<byte> text) =>
        (text.Length <= MaxString || Encoding.UTF8.GetCharCount(text) <= MaxString) && HasInk(text) && !text.ContainsAny(Controls);

    private static bool HasInk(ReadOnlySpan<byte> text)
    {
        var at = text.IndexOfAnyExcept(White);
        return at >= 0 && (text[at] < 0x80 || !IsAllWhite(text));
    }

    // White space of Unicode and the zero-width no-break space count as white too.
    private static bool IsAllWhite(ReadOnlySpan<byte> text) => !AnyRune(text, rune => !IsWhite(rune));

    private static bool IsWhite(Rune rune) => Rune.IsWhiteSpace(rune) || rune.Value == 0xFEFF;

    private static bool IsUri(ReadOnlySpan<byte> text) =>
        text.Length > 0 && !text.ContainsAny(UpToSpace) && (Ascii.IsValid(text) || !AnyRune(text, IsWhite));

    private static bool IsCode(ReadOnlySpan<byte> text)
    {
        if (text.Length == 0 || text[0] == ' ' || text[^1] == ' ' || text.IndexOf("  "u8) >= 0)
        {
            return false;
        }

        foreach (var letter in text)
        {
            if (letter < 0x20)
            {
                return false;
            }
        }

        return Ascii.IsValid(text) || !AnyRune(text, rune => rune.Value != ' ' && IsWhite(rune));
    }

    private static bool AnyRune(ReadOnlySpan<byte> text, Func<Rune, bool> test)
    {
        while (Rune.DecodeFromUtf8(text, out var rune, out var length) == OperationStatus.Done)
        {
            if (test(rune))
            {
                return true;
            }

            text = text[length..];
        }

        return false;
    }

    // White space only between groups of four, as the lines of MIME have it.
    private static bool IsBase64(ReadOnlySpan<byte> text)
    {
        if (!Base64.IsValid(text, out var length) || length == 0)
        {
            return false;
        }

        var letters = 0;
        for (var rest = text; rest.IndexOfAny(White) is >= 0 and var at; rest = rest[(at + 1)..])
        {
            letters += at;
            if (letters % 4 != 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsInteger(ReadOnlySpan<byte> text, int min) =>
        IsPlainInteger(text) && (min < 0 || text[0] != '-') && Utf8Parser.TryParse(text, out int value, out var used) && used == text.Length && value >= min;

    private static bool IsPlainInteger(ReadOnlySpan<byte> text)
    {
        var digits = text.Length > 0 && text[0] == '-' ? text[1..] : text;
        return digits.Length > 0 && !digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') && (digits.Length == 1 || digits[0] != '0');
    }

    private static bool IsDecimal(ReadOnlySpan<byte> text)
    {
        var rest = text.Length > 0 && text[0] == '-' ? text[1..] : text;
        var whole = Digits(rest);
        if (text.Length > MaxDecimal || whole == 0 || (whole > 1 && rest[0] == '0'))
        {
            return false;
        }

        rest = rest[whole..];
        if (rest.Length > 0 && rest[0] == '.')
        {
            var fraction = Digits(rest[1..]);
            if (fraction == 0)
            {
                return false;
            }

            rest = rest[(1 + fraction)..];
        }

        if (rest.Length > 0 && (rest[0] | 0x20) == 'e')
        {
            var exponent = rest.Length > 1 && rest[1] is (byte)'+' or (byte)'-' ? rest[2..] : rest[1..];
            return exponent.Length > 0 && Digits(exponent) == exponent.Length
                && Utf8Parser.TryParse(text, out double value, out _) && double.IsFinite(value);
        }

        return rest.Length == 0;
    }

    private static int Digits(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? text.Length : end;
    }

    private static bool IsOid(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith("urn:oid:"u8) || text.Length < 11 || text[8] is < (byte)'0' or > (byte)'2' || text[9] != '.')
        {
            return false;
        }

        foreach (var arc in text[10..].Split((byte)'.'))
        {
            var digits = text[10..][arc];
            if (digits.Length == 0 || digits[0] == '-' || !IsPlainInteger(digits))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsUuid(ReadOnlySpan<byte> text)
    {
        if (text.Length != 45 || !text.StartsWith("urn:uuid:"u8))
        {
            return false;
        }

        for (var i = 9; i < 45; i++)
        {
            var dash = i is 17 or 22 or 27 or 32;
            if (dash ? text[i] != '-' : text[i] is not ((>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'f')))
            {
                return false;
            }
        }

        return true;
    }

    // A Narrative's div; what it may hold inside is for whoever shows it (narrative.html).
    private static bool IsXhtml(ReadOnlySpan<byte> text)
    {
        var trimmed = Ascii.Trim(text);
        var div = text[trimmed];
        return div.StartsWith("<div"u8) && (div.EndsWith("</div>"u8) || div.EndsWith("/>"u8)) && !text.ContainsAny(Controls);
    }
}
