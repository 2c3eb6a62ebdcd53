using ZioExchange.Broker.Audit;

namespace ZioExchange.Broker.Oversight.Tally;

/// <summary>What officers call the things that stand in the log.</summary>
public static class LogActs
{
    private const string BreakGlass = "BREAK_GLASS";

    public static bool IsDecision(string kind) => kind is nameof(AuditKind.Decision) or nameof(AuditKind.Disclosure);

    public static bool IsBreakGlass(LogRecord record) => record.Entry?.Mode == BreakGlass;

    /// <summary>Whether an entry of which only the columns are known may be of a broken glass. R-BG-1: for CRISIS alone a glass opens anything; for every other purpose the attempt is refused.</summary>
    public static bool MayBeBreakGlass(LogRecord columns) =>
        IsDecision(columns.Kind) && (columns.Purpose is "CRISIS" || columns.Outcome == nameof(AuditOutcome.Deny));

    public static DecisionSort SortOf(LogRecord record) =>
        record.Outcome == nameof(AuditOutcome.Deny) ? DecisionSort.Refused : IsBreakGlass(record) ? DecisionSort.BreakGlass : DecisionSort.Permitted;

    /// <summary>The word for an entry, as the texts know it: <c>act-released</c> and kin.</summary>
    public static string WordOf(LogRecord record) => record.Kind switch
    {
        _ when IsDecision(record.Kind) && record.Outcome == nameof(AuditOutcome.Deny) => "act-refused",
        _ when IsDecision(record.Kind) && IsBreakGlass(record) => "act-broken",
        nameof(AuditKind.Disclosure) => "act-released",
        nameof(AuditKind.Decision) => "act-decided",
        nameof(AuditKind.ConsentAct) => "act-consent",
        nameof(AuditKind.ObjectionAct) => "act-objection",
        nameof(AuditKind.FactChange) => "act-fact",
        nameof(AuditKind.SignIn) => "act-signin",
        nameof(AuditKind.Inspection) => "act-inspection",
        nameof(AuditKind.LogLook) => "act-look",
        nameof(AuditKind.Export) => "act-export",
        nameof(AuditKind.Review) => "act-review",
        _ => "act-other",
    };
}
