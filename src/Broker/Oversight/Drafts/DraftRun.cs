namespace ZioExchange.Broker.Oversight.Drafts;

/// <summary>A drafted matrix on its way over the decisions of a month.</summary>
/// <param name="State">WAITING, RUNNING, DONE, or FAILED when the code lists changed under it.</param>
/// <param name="Days">Days done, of <paramref name="AllDays"/>.</param>
public sealed record DraftRun(string Id, DateTimeOffset AskedAt, string Month, string DraftVersion, string State, int Days, int AllDays, DraftDay Found)
{
    public long Changed => Found.Groups.Sum(group => group.Count);
}
