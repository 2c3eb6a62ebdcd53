namespace ZioExchange.Broker.Oversight.Dpia;

/// <summary>One processing activity of the DPIA, as it stood in the register.</summary>
/// <param name="Volume">Decisions of the last 31 days.</param>
public sealed record DpiaLine(string Row, string Purpose, string Source, string Recipient, IReadOnlyList<string> Categories, string Basis, string Avg, long Volume);
