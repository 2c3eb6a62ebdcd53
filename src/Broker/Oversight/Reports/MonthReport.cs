using ZioExchange.Broker.Oversight.Tally;

namespace ZioExchange.Broker.Oversight.Reports;

/// <summary>One month or quarter in numbers, for the board and the FG. Counts only: no pseudonyms.</summary>
/// <param name="Tables">By heading: rows of a name and a count, in order.</param>
public sealed record MonthReport(ReportPeriod Period, IReadOnlyList<DayCount> Days, IReadOnlyDictionary<string, IReadOnlyList<(string Name, long Count)>> Tables);
