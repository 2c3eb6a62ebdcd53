namespace ZioExchange.Adapters.Sources;

/// <summary>How much of one answer is read. Time is bounded by the caller's token.</summary>
/// <param name="MaxBytes">Bytes of one answer. Default 8 MiB; at least 1.</param>
public sealed record SourceLimits(int MaxBytes = SourceLimits.DefaultMaxBytes)
{
    public const int DefaultMaxBytes = 8 * 1024 * 1024;

    /// <summary>Elements or objects within one another; the formats need less than 20.</summary>
    public const int MaxDepth = 64;

    public int MaxBytes { get; } = MaxBytes > 0
        ? MaxBytes
        : throw new ArgumentOutOfRangeException(nameof(MaxBytes), MaxBytes, "An answer has at least one byte.");
}
