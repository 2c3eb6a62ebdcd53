using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ZioExchange.Broker.Audit;

/// <summary>The last entry a reader has seen: its moment (UTC ticks) and index. As text it fits a URL: <c>639001234567890000-42</c>.</summary>
public sealed record LogCursor(long Moment, long Index)
{
    public static bool TryParse(string? text, [NotNullWhen(true)] out LogCursor? cursor)
    {
        cursor = null;
        var parts = (text ?? "").Split('-');
        if (parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var moment)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            cursor = new(moment, index);
        }

        return cursor is not null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Moment}-{Index}");
}
