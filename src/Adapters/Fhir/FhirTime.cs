namespace ZioExchange.Adapters.Fhir;

/// <summary>The formats date, dateTime, instant and time; days are checked against their month and leap year.</summary>
internal static class FhirTime
{
    /// <summary>YYYY, YYYY-MM or YYYY-MM-DD; year 0000 does not exist.</summary>
    public static bool IsDate(ReadOnlySpan<byte> text) => text.Length switch
    {
        4 => Number(text) >= 1,
        7 => Number(text[..4]) >= 1 && text[4] == '-' && Number(text[5..]) is >= 1 and <= 12,
        10 => IsFullDate(text),
        _ => false,
    };

    /// <summary>As date, or with a time; then seconds and offset are needed.</summary>
    public static bool IsDateTime(ReadOnlySpan<byte> text) => text.Length <= 10 ? IsDate(text) : IsInstant(text);

    public static bool IsInstant(ReadOnlySpan<byte> text)
    {
        if (text.Length < 20 || text[10] != 'T' || !IsFullDate(text[..10]))
        {
            return false;
        }

        var offset = text[^1] == 'Z' ? 1 : 6;
        var time = text[11..^offset];
        return IsTime(time) && (offset == 1 || IsOffset(text[^6..]));
    }

    /// <summary>hh:mm:ss with any fraction; 24:00 does not exist, second 60 does.</summary>
    public static bool IsTime(ReadOnlySpan<byte> text)
    {
        if (text.Length < 8 || text[2] != ':' || text[5] != ':'
            || Number(text[..2]) is < 0 or > 23 || Number(text[3..5]) is < 0 or > 59 || Number(text[6..8]) is < 0 or > 60)
        {
            return false;
        }

        var fraction = text[8..];
        return fraction.Length == 0
            || (fraction[0] == '.' && fraction.Length > 1 && !fraction[1..].ContainsAnyExceptInRange((byte)'0', (byte)'9'));
    }

    // At most 14:00 either way.
    private static bool IsOffset(ReadOnlySpan<byte> text)
    {
        if (text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':')
        {
            return false;
        }

        var (hours, minutes) = (Number(text[1..3]), Number(text[4..]));
        return hours is >= 0 and <= 13 ? minutes is >= 0 and <= 59 : hours == 14 && minutes == 0;
    }

    private static bool IsFullDate(ReadOnlySpan<byte> text)
    {
        var (year, month, day) = (Number(text[..4]), Number(text[5..7]), Number(text[8..]));
        return text[4] == '-' && text[7] == '-' && year >= 1 && month is >= 1 and <= 12
            && day >= 1 && day <= DateTime.DaysInMonth(year, month);
    }

    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return -1;
            }

            number = (number * 10) + (digit - '0');
        }

        return number;
    }
}
