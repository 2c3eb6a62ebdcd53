namespace ZioExchange.Testing;

/// <summary>What was tried on near-twins, by count.</summary>
/// <param name="Children">With the same name and birth date.</param>
/// <param name="RightKeys">Keys that were given out, each of which found its own child.</param>
/// <param name="NearMisses">Keys that were not given out, by kind: none found a child.</param>
/// <param name="OthersKeys">Changed keys that another child holds: each found that child and no other.</param>
/// <param name="Pseudonyms">All different.</param>
public sealed record NearTwinCounts(int Children, long RightKeys, IReadOnlyDictionary<string, long> NearMisses, long OthersKeys, int Pseudonyms)
{
    public long Misses => NearMisses.Values.Sum();
}
