namespace ZioExchange.Broker.Audit;

/// <summary>A part of an answer, newest first.</summary>
/// <param name="Records">At most the limit that was asked for.</param>
/// <param name="Next">For <see cref="LogQuery.After"/>; null when this is the end.</param>
public sealed record LogPage(IReadOnlyList<LogRecord> Records, LogCursor? Next);
