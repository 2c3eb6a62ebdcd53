namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>Where a captured value lies: so many contexts up from the row's own, in that slot.</summary>
/// <param name="Up">0 is the row's own context. -1 is the source party, which stands in no document.</param>
/// <param name="Slot">Place among the values of that context.</param>
internal readonly record struct SlotRef(int Up, int Slot)
{
    public static SlotRef Party => new(-1, 0);
}
