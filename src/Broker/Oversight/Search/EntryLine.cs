namespace ZioExchange.Broker.Oversight.Search;

/// <summary>One line of a list: an entry in codes and names that the texts turn into words. Several equal lines of a day may be one.</summary>
/// <param name="Act">A word of <c>LogActs</c>, such as <c>act-refused</c>.</param>
/// <param name="Organisation">The name of the party of the actor, or of the recipient.</param>
/// <param name="Child">The child's name for this organisation; null for operations and after erasure.</param>
/// <param name="Same">Other entries of the same day that say the same, newest first (NEN 7513:2018 allows to show them as one).</param>
public sealed record EntryLine(
    long Index, DateTimeOffset Moment, string Act, string? Actor, string? Role, string Organisation, string? Source, string? Child, string? Purpose, string? Row, string? Basis,
    string? Reason, bool Readable, IReadOnlyList<(long Index, DateTimeOffset Moment)> Same)
{
    public int Count => Same.Count + 1;

    /// <summary>False for a parent, a young person and the broker itself: they have no timeline for an officer to follow.</summary>
    public required bool IsEmployee { get; init; }

    internal (DateOnly, string, string?, string, string?, string?, string?, string?) SameAs => (DutchTime.DayOf(Moment), Act, Actor, Organisation, Source, Child, Purpose, Reason);
}
