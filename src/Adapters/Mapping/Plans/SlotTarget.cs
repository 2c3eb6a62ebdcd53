namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>Where the value of a source element is to be kept, seen from the context that is open when it is read.</summary>
internal readonly record struct SlotTarget(int Up, int Slot);
