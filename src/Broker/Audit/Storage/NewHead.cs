namespace ZioExchange.Broker.Audit.Storage;

/// <summary>What a batch makes of the log: its size, its right edge, and the signed note over it with its moment (UTC ticks).</summary>
internal sealed record NewHead(long Size, byte[] Edge, long Moment, string Note);
