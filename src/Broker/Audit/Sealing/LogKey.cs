namespace ZioExchange.Broker.Audit.Sealing;

/// <summary>A key of the log, unwrapped: in memory only.</summary>
internal sealed record LogKey(long Id, byte[] Bytes);
