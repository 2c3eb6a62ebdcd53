using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ZioExchange.Broker.Audit;

/// <summary>The last entry a reader has seen: its moment (UTC ticks) and index. As text it fits a URL: <c>639001234567890000-42</c>.</summary>
/// <remarks>The moment is as it stands in the column: in a damaged row it may be no moment at all, below zero too.</remarks>
public sealed record LogCursor(long Moment, long Index)
{
    public static bool TryParse(string? text, [NotNullWhen(true)] out LogCursor? cursor)
    {
        cursor = null;
        var dash = (text ?? "").LastIndexOf('-');
        if (dash > 0 && long.TryParse(text.AsSpan(0, dash), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var moment)
            && long.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            cursor = new(moment, index);
        }

        return cursor is not null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Moment}-{Index}");
}
