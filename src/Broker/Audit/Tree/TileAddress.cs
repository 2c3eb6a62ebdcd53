using System.Globalization;

namespace ZioExchange.Broker.Audit.Tree;

/// <summary>Names one tile of C2SP tlog-tiles: 256 hashes at the heights 8 x level, or the first of them.</summary>
/// <param name="Level">0 for leaf hashes; each hash at level n+1 is the root of a full tile at level n. 0 to 63.</param>
/// <param name="Index">The tile's place in its level, from 0.</param>
/// <param name="Width">1 to 256; below 256 the tile is partial.</param>
public readonly record struct TileAddress(int Level, long Index, int Width)
{
    public const int FullWidth = 256;

    /// <summary>Reads what stands behind <c>/log/tile/&lt;L&gt;/</c> or <c>/log/tile/entries/</c>, such as <c>x001/x234/067.p/12</c>.</summary>
    /// <remarks>Only the one spelling the specification gives is a path; every other is false, without an exception.</remarks>
    public static bool TryParse(int level, ReadOnlySpan<char> path, out TileAddress tile)
    {
        tile = default;
        var width = FullWidth;
        var partial = path.IndexOf(".p/", StringComparison.Ordinal);
        if (partial >= 0)
        {
            if (!TryParseWidth(path[(partial + 3)..], out width))
            {
                return false;
            }

            path = path[..partial];
        }

        if (level is < 0 or > 63 || path.Length > 27 || !TryParseIndex(path, out var index))
        {
            return false;
        }

        tile = new(level, index, width);
        return true;
    }

    /// <summary>A level as the path writes it: 0 to 63 without zeroes in front.</summary>
    public static bool TryParseLevel(ReadOnlySpan<char> text, out int level)
    {
        level = 0;
        return text.Length is 1 or 2 && (text.Length == 1 || text[0] != '0')
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out level) && level <= 63;
    }

    /// <summary>The path below the level, as <see cref="TryParse"/> reads it.</summary>
    public string ToPath()
    {
        var path = (Index % 1000).ToString("D3", CultureInfo.InvariantCulture);
        for (var rest = Index / 1000; rest > 0; rest /= 1000)
        {
            path = string.Create(CultureInfo.InvariantCulture, $"x{rest % 1000:D3}/{path}");
        }

        return Width == FullWidth ? path : string.Create(CultureInfo.InvariantCulture, $"{path}.p/{Width}");
    }

    private static bool TryParseWidth(ReadOnlySpan<char> text, out int width)
    {
        width = 0;
        return text.Length is >= 1 and <= 3 && text[0] != '0'
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out width) && width < FullWidth;
    }

    private static bool TryParseIndex(ReadOnlySpan<char> path, out long index)
    {
        index = 0;
        for (var first = true; ; first = false)
        {
            var more = path.StartsWith("x", StringComparison.Ordinal);
            var digits = more ? path[1..] : path;
            if (digits.Length < 3 || !int.TryParse(digits[..3], NumberStyles.None, CultureInfo.InvariantCulture, out var part)
                || (first && more && part == 0) || index > long.MaxValue / 1000 / FullWidth)
            {
                return false;
            }

            index = (index * 1000) + part;
            if (!more)
            {
                return digits.Length == 3;
            }

            if (digits.Length < 4 || digits[3] != '/')
            {
                return false;
            }

            path = digits[4..];
        }
    }
}
