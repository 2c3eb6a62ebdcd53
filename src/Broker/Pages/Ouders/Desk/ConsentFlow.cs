using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>One exchange that rests on the family's consent, as one member of the family may know it: from whom, to whom, for what.</summary>
public sealed record ConsentFlow
{
    public required FamilyMember Member { get; init; }

    /// <summary>Opaque; stands in an address.</summary>
    public required string Key { get; init; }

    public required AskedQuestion Asked { get; init; }

    public required PolicyRow Row { get; init; }

    public required Organisation Source { get; init; }

    public required Organisation Recipient { get; init; }

    /// <summary>What was asked, of the row.</summary>
    public required IReadOnlyList<DataCategory> Categories { get; init; }

    /// <summary>What this member has said.</summary>
    public required Voice Mine { get; init; }

    public required FlowState State { get; init; }

    /// <summary>Categories that may go today; empty when it is closed, for whatever reason.</summary>
    public required IReadOnlyList<DataCategory> Shared { get; init; }

    /// <summary>Somebody else has a say as well.</summary>
    public required bool Together { get; init; }

    /// <summary>Days until the last day of this member's yes; negative once it has passed.</summary>
    public required int DaysLeft { get; init; }

    /// <summary>When it was first asked of the family.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>The grant of this member that counts, or the last one that did; null without any.</summary>
    public GrantRow? MyGrant { get; init; }

    /// <summary>When this member stopped or refused; null otherwise.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>A birthday since the question was first asked that gave this member a say: 12 or 16; null for none (R-AGE-2, R-AGE-3).</summary>
    public int? Birthday { get; init; }

    /// <summary>From when this member holds gezag, if that is after the question was first asked: why it is asked of this person too; null otherwise.</summary>
    public DateOnly? GezagSince { get; init; }

    public required FlowUse Use { get; init; }

    /// <summary>What the source put to the family and this person has not answered yet; null without. A yes or no of before still counts until then.</summary>
    public ConsentRequestRow? Request { get; init; }

    /// <summary>An answer of this person is asked for now.</summary>
    public bool Waits => State is FlowState.Waiting || Request is not null;

    /// <summary>Something goes, or would if everybody agreed.</summary>
    public bool IsOn => State is FlowState.Agreed or FlowState.Ending or FlowState.Told;

    /// <summary>What stands open as far as this member knows: the own yes, else what others let go.</summary>
    public IReadOnlyList<DataCategory> Standing => Mine.Yes.Count > 0 ? Mine.Yes : Shared;

    /// <summary>Whether a grant, of anybody, is about this exchange.</summary>
    public bool Holds(GrantRow grant) => Asked.Holds(grant);

    public override string ToString() => $"{Row.Id} {State}";
}
