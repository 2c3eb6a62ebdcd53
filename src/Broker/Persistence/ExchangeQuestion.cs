namespace ZioExchange.Broker.Persistence;

/// <summary>What one request wants to know of the register, in the keys that its tables have.</summary>
/// <param name="Lookup">Keyed hash of the number by which the asker names the child; empty finds nobody.</param>
/// <param name="References">Records that may open gates.</param>
internal sealed record ExchangeQuestion(byte[] Lookup, string Organisation, string Professional, string Role, string Purpose, IReadOnlyList<string> References);
