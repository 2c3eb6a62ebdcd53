namespace ZioExchange.Adapters.Fhir;

/// <summary>How much of a document is read before it is refused. Memory and time grow with these, never with the sender's wishes.</summary>
/// <param name="MaxBytes">Of the whole document.</param>
/// <param name="MaxDepth">Objects and arrays within each other.</param>
/// <param name="MaxIssues">After this many the validator stops.</param>
public sealed record FhirLimits(int MaxBytes, int MaxDepth, int MaxIssues)
{
    /// <summary>64 MiB, 64 levels, 100 issues.</summary>
    public static FhirLimits Default { get; } = new(64 * 1024 * 1024, 64, 100);
}
