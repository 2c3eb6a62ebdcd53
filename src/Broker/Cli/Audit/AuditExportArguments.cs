using ZioExchange.Broker.Audit;

namespace ZioExchange.Broker.Cli.Audit;

/// <summary>What <c>audit export</c> was told.</summary>
public sealed record AuditExportArguments
{
    /// <summary><c>--format</c>: ndjson, csv, ldv, nen7513 or balp.</summary>
    public required string Format { get; init; }

    /// <summary>The filters; all null exports everything.</summary>
    public required LogQuery Query { get; init; }

    /// <summary><c>--reason</c>: why, as a code or a case number; it is logged.</summary>
    public required string Reason { get; init; }

    public bool ShowProgress { get; init; }
}
