using System.Globalization;
using ZioExchange.Broker.Audit;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight.Search;

/// <summary>What an officer looks for, as it stands in the address. Holds pseudonyms and codes; a number that could be a BSN is refused.</summary>
public sealed record LogSearch
{
    /// <summary>First and last Dutch day, both counted.</summary>
    public required DateOnly From { get; init; }

    public required DateOnly Until { get; init; }

    /// <summary>The other party: source or recipient beside the officer's own organisation.</summary>
    public string? Organisation { get; init; }

    /// <summary>A word of <see cref="SearchWords.Acts"/>.</summary>
    public string? Act { get; init; }

    /// <summary>Whether <see cref="Organisation"/> must be the source: the view of one dossier.</summary>
    public bool SourceOnly { get; init; }

    public AuditOutcome? Outcome { get; init; }

    public string? Purpose { get; init; }

    public string? Employee { get; init; }

    /// <summary>The child's pseudonym for this organisation.</summary>
    public string? Child { get; init; }

    public string? Row { get; init; }

    public string? Reason { get; init; }

    public string? TraceId { get; init; }

    public LogCursor? After { get; init; }

    /// <summary>What the log itself can filter on; the rest is for <see cref="Fits"/>.</summary>
    /// <param name="glassesCounted">Whether the list of broken glasses is up to now, so that it can be asked.</param>
    internal LogQuery ToQuery(OfficerSession officer, ChildReference? child, bool glassesCounted) => new()
    {
        Organisation = officer.Organisation,
        Other = Organisation is null ? null : new OrganisationId(Organisation),
        OtherIsSource = SourceOnly,
        MatrixRow = Row,
        BreakGlass = glassesCounted && Act is SearchWords.BreakGlass,
        Child = child,
        Actor = Employee,
        Purpose = Purpose is null ? null : new Purpose(Purpose),
        Outcome = Outcome ?? (Act is SearchWords.Refused ? AuditOutcome.Deny : null),
        Kind = SearchWords.KindOf(Act),
        From = DutchTime.StartOf(From),
        To = DutchTime.StartOf(Until.AddDays(1)),
        TraceId = TraceId,
        After = After,
        Limit = 200,
    };

    internal bool Fits(LogRecord record) =>
        (Act is not SearchWords.BreakGlass || Tally.LogActs.IsBreakGlass(record))
        && (Act is not SearchWords.Refused || Tally.LogActs.IsDecision(record.Kind))
        && (Reason is null || record.Entry?.ReasonCode == Reason);

    /// <summary>As codes for the log entry of the look itself.</summary>
    internal IReadOnlyDictionary<string, string> Codes() => new Dictionary<string, string?>
    {
        ["from"] = DutchTime.Iso(From),
        ["until"] = DutchTime.Iso(Until),
        ["organisation"] = Organisation,
        ["act"] = Act,
        ["outcome"] = Outcome?.ToString(),
        ["purpose"] = Purpose,
        ["employee"] = Employee,
        ["matrixRow"] = Row,
        ["reason"] = Reason,
        ["trace"] = TraceId,
        ["after"] = After?.Index.ToString(CultureInfo.InvariantCulture),
    }.Where(code => code.Value is not null).ToDictionary(code => code.Key, code => code.Value!);
}
