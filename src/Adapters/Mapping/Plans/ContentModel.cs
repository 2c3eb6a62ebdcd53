namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>Which children an element has, in which order and how many: <c>a b? c* d+ (e|f)?</c>.</summary>
internal sealed class ContentModel
{
    private ContentModel(List<ContentPart> parts) => Parts = parts;

    public IReadOnlyList<ContentPart> Parts { get; }

    /// <summary>Null when the text is no content model.</summary>
    public static ContentModel? Parse(string text)
    {
        var parts = new List<ContentPart>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var mark = word[^1] is '?' or '*' or '+' ? word[^1] : ' ';
            var name = mark == ' ' ? word : word[..^1];
            if (name.StartsWith('(') != name.EndsWith(')') || name.Length == 0)
            {
                return null;
            }

            var names = name.StartsWith('(') ? name[1..^1].Split('|') : [name];
            if (names.Any(one => one.Length == 0 || one.AsSpan().IndexOfAny(Conversions.Letters.NotInModel) >= 0))
            {
                return null;
            }

            parts.Add(new(names, mark is ' ' or '+', mark is '*' or '+'));
        }

        return parts.Count is 0 or > 512 ? null : new(parts);
    }
}
