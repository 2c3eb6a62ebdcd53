using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Audit;

/// <summary>One event, as the log keeps it. Codes, counts, paths and opaque references only: never a value from a dossier, never a BSN.</summary>
/// <remarks>
/// Readable in the database: moment, kind, outcome, source, recipient, purpose, matrix row and trace id. Everything else is encrypted
/// under the child's key, or the operations key when <see cref="Child"/> is null; the actor under the actor's own key.
/// Sources: NEN 7513:2018, Logboek Dataverwerkingen, IHE BALP; fields as law/RULES.md section 5 lists them. Format: schemas/audit/entry.v1.json.
/// </remarks>
public sealed record AuditEntry
{
    public required AuditKind Kind { get; init; }

    /// <summary>When it happened; kept in UTC to 100 ns. Of a disclosure: the last look at what holds, in the commit that released it (<c>release_ts</c> of law/RULES.md).</summary>
    public required DateTimeOffset Moment { get; init; }

    /// <summary>W3C Trace Context trace id: 32 lower-case hex digits, not all zero. Entries of one request share it.</summary>
    public required string TraceId { get; init; }

    public required AuditOutcome Outcome { get; init; }

    public string? RequestId { get; init; }

    public string? DecisionId { get; init; }

    /// <summary>Name of the detail that holds <see cref="AuditActor.ClientKey"/>.</summary>
    public const string ClientKeyDetail = "clientKey";

    /// <summary>The child it is about; null for operations.</summary>
    public ChildReference? Child { get; init; }

    public AuditActor? Actor { get; init; }

    public OrganisationId? Source { get; init; }

    public OrganisationId? Recipient { get; init; }

    public Purpose? Purpose { get; init; }

    /// <summary>The professional's role in the request.</summary>
    public Role? Role { get; init; }

    /// <summary>NORMAL or BREAK_GLASS; null where it has no meaning.</summary>
    public string? Mode { get; init; }

    /// <summary>SHA-256 of the justification of a break-glass request, lower-case hex: the text itself stays with the exchange.</summary>
    public string? JustificationHash { get; init; }

    public string? MatrixRow { get; init; }

    public string? LegalBasis { get; init; }

    public string? PolicyVersion { get; init; }

    /// <summary>STRICT or GUIDANCE.</summary>
    public string? Profile { get; init; }

    /// <summary>The full reason code, not the requester's view of it.</summary>
    public string? ReasonCode { get; init; }

    public IReadOnlyList<DataCategory> CategoriesRequested { get; init; } = [];

    public IReadOnlyList<DataCategory> CategoriesPermitted { get; init; } = [];

    public IReadOnlyList<DeniedCategory> CategoriesDenied { get; init; } = [];

    public IReadOnlyList<string> ConsentIds { get; init; } = [];

    public IReadOnlyList<ManifestLine> Manifest { get; init; } = [];

    public IReadOnlyList<string> Obligations { get; init; } = [];

    /// <summary>Further codes, counts and opaque references by name, such as <c>act: WITHDRAWN</c> for a consent act.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();

    /// <summary>The recorded inputs of a decision as JSON, so that <c>decide --replay</c> can run it again. Null for other kinds.</summary>
    public string? Replay { get; init; }
}
