using ZioExchange.Adapters.Mapping.Values;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary>How a code map writes the volume of a class: <c>2..4 h/wk</c>, <c>5 dagdeel/wk</c>.</summary>
internal static class VolumeExpression
{
    /// <summary>Null when the text is no such expression.</summary>
    public static CareVolume? Parse(string text)
    {
        var parts = text.Split(' ', '/');
        if (parts.Length != 3 || !CareUnit.TryFind(parts[1], out var unit) || !VolumeConversion.KnowsPer(parts[2]))
        {
            return null;
        }

        var ends = parts[0].Split("..");
        if (ends.Length > 2 || !NumberConversion.TryDecimal(ends[0], comma: false, out var low))
        {
            return null;
        }

        decimal? high = null;
        if (ends.Length == 2)
        {
            if (!NumberConversion.TryDecimal(ends[1], comma: false, out var end) || end < low)
            {
                return null;
            }

            high = end;
        }

        return new CareVolume(low, high, unit, parts[2], null);
    }
}
