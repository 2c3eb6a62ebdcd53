namespace ZioExchange.Broker.Oversight.Reports;

/// <summary>An export as the officer sees it.</summary>
/// <param name="State">WAITING, RUNNING, DONE, FAILED, or GONE when its day of keeping is over.</param>
/// <param name="Days">Days written, of <paramref name="AllDays"/>.</param>
public sealed record ExportJob(string Id, DateTimeOffset AskedAt, string Reason, string Format, DateOnly From, DateOnly Until, string State, long Written, int Days, int AllDays)
{
    public string FileName => $"logboek_{DutchTime.Iso(From)}_{DutchTime.Iso(Until)}.{(Format == "Csv" ? "csv" : "ndjson")}";
}
