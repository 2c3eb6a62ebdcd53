namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Body of a capacity fact: a dated statement of a treating professional about one matter, never a standing mark (R-AGE-4).</summary>
/// <param name="StatedOn">Day of the statement.</param>
/// <param name="Through">Last day on which it counts, inclusive; null, for who is capable, while it stands. Incapacity without a last day does not count.</param>
public sealed record CapacityFact(bool Capable, DateOnly StatedOn, DateOnly? Through);
