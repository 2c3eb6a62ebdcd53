namespace ZioExchange.Broker.Exchange.AuthZen;

/// <summary>A sentence for people, in both languages.</summary>
internal sealed record ReasonText(string Nl, string En);
