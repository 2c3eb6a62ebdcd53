using ZioExchange.Consent.Authority;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Body of a measure fact, as the GI or the gemeente records it.</summary>
/// <param name="Through">Last day, inclusive.</param>
public sealed record MeasureFact(MeasureKind Kind, string Organisation, DateOnly From, DateOnly? Through);
