namespace ZioExchange.Broker.Oversight.Aftercare;

/// <summary>A reason for which what was received on a row may not be deleted, such as a complaint or a lawsuit (AVG art. 17 lid 3 onder e).</summary>
public sealed record LegalHold(string Id, string Row, string Reason, DateTimeOffset PlacedAt);
