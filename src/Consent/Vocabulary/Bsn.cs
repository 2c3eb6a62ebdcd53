namespace ZioExchange.Consent.Vocabulary;

/// <summary>A Dutch citizen service number that passes the elfproef. Its text form is masked; use <see cref="Reveal"/> on purpose.</summary>
/// <remarks>Source: Wet algemene bepalingen burgerservicenummer; the elfproef of RvIG. A default value holds no number and reveals an empty text.</remarks>
public readonly record struct Bsn
{
    private readonly string? _digits;

    private Bsn(string digits) => _digits = digits;

    /// <summary>True in the official test range, 999900006 to 999999990.</summary>
    public bool IsTestNumber => _digits is not null && string.CompareOrdinal(_digits, "999900006") >= 0 && string.CompareOrdinal(_digits, "999999990") <= 0;

    /// <summary>Reads exactly nine ASCII digits that pass the elfproef; anything else is refused.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Bsn bsn)
    {
        bsn = default;
        if (text.Length != 9 || text.ContainsAnyExceptInRange('0', '9') || !PassesElfproef(text))
        {
            return false;
        }

        bsn = new(text.ToString());
        return true;
    }

    /// <summary>The nine digits. Call it only where the number itself must travel.</summary>
    public string Reveal() => _digits ?? string.Empty;

    public override string ToString() => "*********";

    // Weights 9..2 and then -1; the sum must be a multiple of 11 and the number must not be all zeros.
    private static bool PassesElfproef(ReadOnlySpan<char> digits)
    {
        var sum = -(digits[8] - '0');
        for (var i = 0; i < 8; i++)
        {
            sum += (9 - i) * (digits[i] - '0');
        }

        return sum % 11 == 0 && digits.ContainsAnyExcept('0');
    }
}
