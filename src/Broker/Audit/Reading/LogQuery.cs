using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Audit;

/// <summary>A question to the log. What is null does not filter; everything else must fit. Answers come newest first.</summary>
public sealed record LogQuery
{
    public const int LargestPage = 1000;

    public ChildReference? Child { get; init; }

    /// <summary>As source or as recipient.</summary>
    public OrganisationId? Organisation { get; init; }

    /// <summary>The other end beside <see cref="Organisation"/>: as source, or as recipient.</summary>
    public OrganisationId? Other { get; init; }

    /// <summary>Whether <see cref="Other"/> counts as source only.</summary>
    public bool OtherIsSource { get; init; }

    /// <summary>Only what went through a broken glass, as far as it was counted: who asks brings <c>TallyBook</c> up to now first. Needs <see cref="Organisation"/>.</summary>
    public bool BreakGlass { get; init; }

    /// <summary>Only what a partner may know of itself: as source what was decided and disclosed, as recipient what was disclosed. Needs <see cref="Organisation"/>.</summary>
    public bool OwnSlice { get; init; }

    /// <summary>An actor's pseudonym.</summary>
    public string? Actor { get; init; }

    /// <summary>The entries in which one person acted, as <see cref="LogSlices.ByActorAsync"/> gave it.</summary>
    public LogSlice? ActorSlice { get; init; }

    /// <summary>The entries about one child, as <see cref="LogSlices.ByChildOfConsentAsync"/> gave it.</summary>
    public LogSlice? ChildSlice { get; init; }

    public Purpose? Purpose { get; init; }

    public string? MatrixRow { get; init; }

    public AuditOutcome? Outcome { get; init; }

    public AuditKind? Kind { get; init; }

    /// <summary>Inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? To { get; init; }

    public string? TraceId { get; init; }

    /// <summary>What the page before gave as next; null for the newest. Entries added meanwhile never shift a page.</summary>
    public LogCursor? After { get; init; }

    /// <summary>1 to 1000.</summary>
    public int Limit { get; init; } = 50;
}
