using ZioExchange.Broker.Audit;

namespace ZioExchange.Broker.Oversight.Search;

/// <summary>The words officers write in the search box, and what they mean in the log.</summary>
public static class SearchWords
{
    public const string Refused = "geweigerd";
    public const string BreakGlass = "noodknop";

    private static readonly Dictionary<string, AuditKind?> Kinds = new(StringComparer.Ordinal)
    {
        ["gelezen"] = AuditKind.Disclosure,
        [Refused] = null,
        [BreakGlass] = null,
        ["besluit"] = AuditKind.Decision,
        ["toestemming"] = AuditKind.ConsentAct,
        ["bezwaar"] = AuditKind.ObjectionAct,
        ["inloggen"] = AuditKind.SignIn,
        ["inzage"] = AuditKind.Inspection,
        ["toezicht"] = AuditKind.LogLook,
        ["export"] = AuditKind.Export,
        ["controle"] = AuditKind.Review,
    };

    private static readonly Dictionary<string, AuditOutcome> OutcomeWords = new(StringComparer.Ordinal)
    {
        ["toegestaan"] = AuditOutcome.Permit,
        ["deels"] = AuditOutcome.Partial,
        ["geweigerd"] = AuditOutcome.Deny,
        ["gelukt"] = AuditOutcome.Success,
        ["mislukt"] = AuditOutcome.Failure,
    };

    /// <summary>Values of <c>actie:</c>, in the order of the form.</summary>
    public static IReadOnlyList<string> Acts { get; } = [.. Kinds.Keys];

    /// <summary>Values of <c>uitkomst:</c>.</summary>
    public static IReadOnlyList<string> Outcomes { get; } = [.. OutcomeWords.Keys];

    internal static AuditKind? KindOf(string? act) => act is null ? null : Kinds.GetValueOrDefault(act);

    internal static AuditOutcome? OutcomeOf(string word) => OutcomeWords.TryGetValue(word, out var outcome) ? outcome : null;
}
