using ZioExchange.Broker.Oversight.Storage;

namespace ZioExchange.Broker.Oversight.Reviews;

/// <summary>One access that a person must look at.</summary>
/// <param name="Entry">The entry of the log.</param>
/// <param name="Actor">Whose access it is; null when the log no longer tells.</param>
/// <param name="Reasons">Why it was chosen: RANDOM or risks of the sampling plan.</param>
/// <param name="Due">Last day, a Dutch calendar day.</param>
public sealed record Review(
    string Id, long Entry, DateTimeOffset Moment, string? Actor, string Month, IReadOnlyList<string> Reasons, ReviewState State, DateOnly Due,
    string? TakenBy, string? JudgedBy, string? Finding, string? ConfirmedBy, bool Escalated)
{
    public bool Closed => ConfirmedBy is not null;

    public bool IsBreakGlass => Reasons.Contains("BREAK_GLASS");

    internal static Review Of(ReviewRow row) => new(
        row.Id, row.Entry, new DateTimeOffset(row.Moment, TimeSpan.Zero), row.Actor, row.Month, row.Reasons.Split(' '), Enum.Parse<ReviewState>(row.State),
        DutchTime.Day(row.Due), row.TakenBy, row.JudgedBy, row.Finding, row.ConfirmedBy, row.EscalatedAt is not null);
}
