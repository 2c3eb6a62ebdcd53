namespace ZioExchange.Broker.Oversight.Drafts;

/// <summary>What the draft changes on one day.</summary>
/// <param name="Decided">Decisions asked again.</param>
/// <param name="Unrecorded">Decisions without recorded inputs: refused before the rules, or erased.</param>
/// <param name="Changes">The first of the day; <paramref name="Groups"/> counts them all.</param>
public sealed record DraftDay(long Decided, long Unrecorded, IReadOnlyList<DraftGroup> Groups, IReadOnlyList<DraftChange> Changes)
{
    /// <summary>Several days as one.</summary>
    /// <param name="mostChanges">How many changes are kept.</param>
    public static DraftDay Sum(IEnumerable<DraftDay> days, int mostChanges)
    {
        var all = days.ToList();
        return new DraftDay(
            all.Sum(day => day.Decided), all.Sum(day => day.Unrecorded),
            [.. all.SelectMany(day => day.Groups).GroupBy(group => (group.Purpose, group.Now, group.Then)).Select(same => same.First() with { Count = same.Sum(group => group.Count) })
                .OrderByDescending(group => group.Count).ThenBy(group => group.Purpose, StringComparer.Ordinal)],
            [.. all.SelectMany(day => day.Changes).Take(mostChanges)]);
    }
}
