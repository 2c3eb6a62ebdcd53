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

    /// <summary>A key by which a partner system signed in: its kid, or its thumbprint.</summary>
    public string? Key { get; init; }

    /// <summary>The thumbprints that <see cref="Key"/> stands for; null until they were looked up.</summary>
    public IReadOnlyList<string>? Thumbprints { get; init; }

    public LogCursor? After { get; init; }

    /// <summary>What the log itself can filter on; the rest is for <see cref="Fits"/>.</summary>
    /// <param name="glassesCounted">Whether the list of broken glasses is up to now, so that it can be asked.</param>
    internal LogQuery ToQuery(OrganisationId organisation, ChildReference? child, bool glassesCounted) => new()
    {
        Organisation = organisation,
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
        && (Key is null || (Thumbprints is { } keys && record.Entry?.Details.GetValueOrDefault(AuditEntry.ClientKeyDetail) is { } used && keys.Contains(used, StringComparer.Ordinal)))
        && (Reason is null || record.Entry?.ReasonCode == Reason);

    /// <summary>As codes for the log entry of the look itself. What reads as a BSN, or is longer than any code, came from an address somebody made up: it is left out.</summary>
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
        ["key"] = Thumbprints is null ? null : string.Join('+', Thumbprints),
        ["after"] = After?.Index.ToString(CultureInfo.InvariantCulture),
    }.Where(code => code.Value is { Length: <= 120 } value && !SearchReader.LooksLikeBsn(value)).ToDictionary(code => code.Key, code => code.Value!);
}
