namespace ZioExchange.Broker.Audit.Exporting;

/// <summary>Puts the names by which one reader knows people in the place of those that hold within the whole log.</summary>
/// <param name="records">A page of what will be written; comes back with as many records, in the same order.</param>
/// <param name="ct">Stops the naming.</param>
public delegate Task<IReadOnlyList<LogRecord>> ExportView(IReadOnlyList<LogRecord> records, CancellationToken ct);
