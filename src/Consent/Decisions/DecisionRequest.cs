using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions;

/// <summary>One question: may this professional of this party have these categories, for this purpose, from this source?</summary>
/// <remarks>Gates are facts that somebody recorded, never claims of the asker: null means that nothing is recorded, and then a row that needs the gate denies.</remarks>
public sealed record DecisionRequest
{
    public required PartyType Party { get; init; }

    /// <summary>The asking organisation; under OUDERINZAGE the person id of the parent, under JEUGDIGE_INZAGE <see cref="PersonId.Youth"/>.</summary>
    public required OrganisationId Organisation { get; init; }

    public required Role Role { get; init; }

    public required Purpose Purpose { get; init; }

    /// <summary>The party type of the source; <c>*</c> only where the row speaks of all sources at once.</summary>
    public required PartyType SourceParty { get; init; }

    public required OrganisationId Source { get; init; }

    /// <summary>A set; empty asks for all that the row allows.</summary>
    public IReadOnlyList<DataCategory> Categories { get; init; } = [];

    public RequestMode Mode { get; init; }

    public RequestChannel Channel { get; init; }

    /// <summary>The bevoegd gezag asked the SWV (WPO 18a lid 6 (c), (d)).</summary>
    public bool? SchoolRequest { get; init; }

    /// <summary>The school applied for an arrangement (WPO 18a lid 6 (b)).</summary>
    public bool? ArrangementApplication { get; init; }

    public bool? ParentInzageDone { get; init; }

    /// <summary>False: the remarks of the parents travel along; it never blocks (R-OKR-1).</summary>
    public bool? ParentAgrees { get; init; }

    public bool? EnrolledOrRegistered { get; init; }

    /// <summary>Children in the smallest cell of an aggregate.</summary>
    public int? CellSize { get; init; }

    /// <summary>The written reason for breaking the glass.</summary>
    public string? Justification { get; init; }

    /// <summary>When the decision was taken, if not at the moment handed to the decider.</summary>
    public DateTimeOffset? DecisionAt { get; init; }

    /// <summary>When the data leave, if not at the moment handed to the decider. Both moments must permit.</summary>
    public DateTimeOffset? ReleaseAt { get; init; }

    /// <summary>First day of the month that is billed.</summary>
    public DateOnly? ServiceMonth { get; init; }

    /// <summary>Whose log an officer asks for; null is the own organisation's.</summary>
    public OrganisationId? LogOf { get; init; }
}
