using ZioExchange.Broker.Oversight.Storage;

namespace ZioExchange.Broker.Oversight.Signals;

/// <summary>A kept signal, with the rule as the file has it.</summary>
public sealed record SignalLine(
    string Id, SignalRule Rule, string? Actor, DateTimeOffset Moment, string Expected, string Seen, IReadOnlyList<long> Entries, SignalVerdict Verdict, string? JudgedBy, string? Note)
{
    internal static SignalLine Of(SignalRow row, SignalRule rule) => new(
        row.Id, rule, row.Actor, new DateTimeOffset(row.Moment, TimeSpan.Zero), row.Expected, row.Seen,
        [.. row.Entries.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)], Enum.Parse<SignalVerdict>(row.State), row.JudgedBy, row.Note);
}
