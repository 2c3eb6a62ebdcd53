namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>Which children an element has, in which order and how many: <c>a b? c* d+ (e|f+)?</c>, or all of that again and again: <c>[a b? c+]+</c>.</summary>
internal sealed class ContentModel
{
    private ContentModel(List<ContentPart> parts, bool repeats) => (Parts, Repeats) = (parts, repeats);

    public IReadOnlyList<ContentPart> Parts { get; }

    /// <summary>After its last part the first may follow again.</summary>
    public bool Repeats { get; }

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
