namespace ZioExchange.Broker.Audit;

/// <summary>One entry as it can be read today: what stands in columns always, the rest only while its key exists.</summary>
public sealed record LogRecord
{
    public required long Index { get; init; }

    /// <summary>The nearest that there is when the column holds no moment; the record is <see cref="Damaged"/> then.</summary>
    public required DateTimeOffset Moment { get; init; }

    /// <summary>Where the page after this record begins, also when its moment is damaged.</summary>
    public required LogCursor Cursor { get; init; }

    public required string Kind { get; init; }

    public required string Outcome { get; init; }

    public string? Source { get; init; }

    public string? Recipient { get; init; }

    public string? Purpose { get; init; }

    public string? MatrixRow { get; init; }

    public required string TraceId { get; init; }

    /// <summary>A pseudonym of the child that holds within this log, 32 hex digits, for its operator only; null for operations and after erasure.</summary>
    public string? Subject { get; init; }

    /// <summary>RFC 6962 leaf hash, 32 bytes.</summary>
    public required ReadOnlyMemory<byte> LeafHash { get; init; }

    /// <summary>The whole entry, its actor left out; null after erasure.</summary>
    public AuditEntry? Entry { get; init; }

    /// <summary>Null when nobody acted, and after the actor's key was destroyed.</summary>
    public AuditActor? Actor { get; init; }

    /// <summary>True when the texts decrypt to something the log never committed to, or do not decrypt: run audit verify.</summary>
    public bool Damaged { get; init; }
}
