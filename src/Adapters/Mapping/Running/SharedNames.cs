namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>A fixed set of names, found by their characters without making a string. Faster than a general set, for an XML reader asks for the name of every element.</summary>
internal sealed class SharedNames
{
    private readonly string?[] _slots;

    public SharedNames(IEnumerable<string> names)
    {
        var all = names.Distinct(StringComparer.Ordinal).ToList();
        _slots = new string?[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(all.Count * 4) + 1)];
        foreach (var name in all)
        {
            var at = Place(name);
            while (_slots[at] is not null)
            {
                at = (at + 1) & (_slots.Length - 1);
            }

            _slots[at] = string.Intern(name);
        }
    }

    /// <summary>The name; null when it is none of these.</summary>
    public string? Find(ReadOnlySpan<char> name)
    {
        var slots = _slots;
        for (var at = Place(name); slots[at] is { } known; at = (at + 1) & (slots.Length - 1))
        {
            if (name.SequenceEqual(known))
            {
                return known;
            }
        }

        return null;
    }

    /// <summary>By length and three characters: the set is fixed, so nobody can choose names that crowd together.</summary>
    private int Place(ReadOnlySpan<char> name) => name.IsEmpty
        ? 0
        : ((name.Length * 31) + (name[0] * 7) + (name[name.Length / 2] * 131) + (name[^1] * 1031)) & (_slots.Length - 1);
}
