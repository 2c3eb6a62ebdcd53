using System.Numerics;

namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>Which children an element has, in which order and how many: <c>a b? c* d+ (e|f+)?</c>, or all of that again and again: <c>[a b? c+]+</c>.</summary>
internal sealed class ContentModel
{
    private readonly ulong[] _required;

    private ContentModel(List<ContentPart> parts, bool repeats)
    {
        (Parts, Repeats, Words) = (parts, repeats, (parts.Count + 63) / 64);
        _required = new ulong[Words];
        foreach (var at in Enumerable.Range(0, parts.Count).Where(at => parts[at].IsRequired))
        {
            _required[at / 64] |= 1UL << (at % 64);
        }
    }

    public IReadOnlyList<ContentPart> Parts { get; }

    /// <summary>After its last part the first may follow again.</summary>
    public bool Repeats { get; }

    /// <summary>Length of a set of parts.</summary>
    public int Words { get; }

    /// <summary>Place of the first required part in a range that was not seen; -1 when none is missing.</summary>
    public int Missing(ReadOnlySpan<ulong> seen, int from, int to)
    {
        for (var word = from / 64; word < Words && word * 64 < to; word++)
        {
            var missing = _required[word] & ~seen[word];
            missing &= word == from / 64 ? ulong.MaxValue << (from % 64) : ulong.MaxValue;
            missing &= to >= (word + 1) * 64 ? ulong.MaxValue : (1UL << (to % 64)) - 1;
            if (missing != 0)
            {
                return (word * 64) + BitOperations.TrailingZeroCount(missing);
            }
        }

        return -1;
    }

    /// <summary>Null when the text is no content model.</summary>
    public static ContentModel? Parse(string text)
    {
        var parts = new List<ContentPart>();
        var repeats = text.StartsWith('[') && text.EndsWith("]+", StringComparison.Ordinal);
        foreach (var word in (repeats ? text[1..^2] : text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var mark = word[^1] is '?' or '*' or '+' ? word[^1] : ' ';
            var name = mark == ' ' ? word : word[..^1];
            if (name.StartsWith('(') != name.EndsWith(')') || name.Length == 0)
            {
                return null;
            }

            var names = name.StartsWith('(') ? name[1..^1].Split('|') : [name];
            if (names.Any(one => one.Length == 0 || (one.EndsWith('+') ? one.AsSpan()[..^1] : one).IndexOfAny(Conversions.Letters.NotInModel) >= 0))
            {
                return null;
            }

            parts.Add(new([.. names.Select(one => one.TrimEnd('+'))], mark is ' ' or '+', mark is '*' or '+', [.. names.Where(one => one.EndsWith('+')).Select(one => one[..^1])]));
        }

        return parts.Count is 0 or > 512 ? null : new(parts, repeats);
    }
}
