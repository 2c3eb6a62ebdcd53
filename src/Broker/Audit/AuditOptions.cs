using System.ComponentModel.DataAnnotations;

namespace ZioExchange.Broker.Audit;

/// <summary>Settings of the log, section "Log". The host does not start when one is wrong.</summary>
public sealed class AuditOptions
{
    public const string Section = "Log";

    /// <summary>Names the log in every checkpoint and in its verifier key, for ever: a URL without scheme, such as <c>broker.example.nl/log</c>.</summary>
    [Required, RegularExpression(@"[^\s+]{1,255}", ErrorMessage = "Log:Origin is a name without white space or plus sign, such as broker.example.nl/log.")]
    public string Origin { get; init; } = "localhost/zioexchange";

    /// <summary>Where the newest published checkpoint is kept, outside the database; null keeps none, and then a log that was set back is not noticed.</summary>
    public string? CheckpointFile { get; init; }

    /// <summary>Whether an empty log may take the place of one that was published. For the sandbox, whose database people throw away.</summary>
    public bool EmptyMayStartAnew { get; init; }

    /// <summary>Appends that may wait at one node; the next one is refused. Default 4096.</summary>
    [Range(1, 1_000_000)]
    public int LongestQueue { get; init; } = 4096;

    /// <summary>Entries in one commit. Default 512.</summary>
    [Range(1, 10_000)]
    public int LargestBatch { get; init; } = 512;
}
