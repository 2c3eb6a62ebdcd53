namespace ZioExchange.Broker.Tests.Audit.Crashes;

/// <summary>Something the broker said was done, with the answer's trace id to find it by.</summary>
/// <param name="Kind">Disclosure for a 200 with data, Decision for one without, ConsentAct for a 201.</param>
/// <param name="Grant">The id of the grant that was made; null for a disclosure.</param>
internal sealed record Acknowledged(string TraceId, string Kind, string? Grant);
