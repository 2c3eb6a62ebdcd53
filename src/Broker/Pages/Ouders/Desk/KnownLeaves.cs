namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>Cuts what a source knows into leaves that a phone on a slow line loads at once.</summary>
public static class KnownLeaves
{
    /// <summary>A thing costs about 1.5 kB and the frame of a page 55 kB: with this many a page stays well under 100 kB.</summary>
    public const int MostThings = 15;

    /// <summary>Signs of text on a leaf, so that a source with long stories gets shorter leaves.</summary>
    public const int MostSigns = 6_000;

    /// <returns>In the same order, things of one kind together; none is empty and none is left out. A thing that is too long by itself has a leaf of its own.</returns>
    public static IReadOnlyList<IReadOnlyList<KnownThing>> Cut(IEnumerable<KnownThing> things)
    {
        var leaves = new List<IReadOnlyList<KnownThing>>();
        var (leaf, signs) = (new List<KnownThing>(), 0);
        foreach (var thing in things.GroupBy(thing => thing.Kind).SelectMany(group => group))
        {
            var length = thing.Lines.Sum(line => line.Text.Length);
            if (leaf.Count > 0 && (leaf.Count == MostThings || signs + length > MostSigns))
            {
                leaves.Add(leaf);
                (leaf, signs) = ([], 0);
            }

            leaf.Add(thing);
            signs += length;
        }

        return leaf.Count > 0 ? [.. leaves, leaf] : leaves;
    }
}
