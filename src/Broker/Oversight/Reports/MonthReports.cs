using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Oversight.Reviews;
using ZioExchange.Broker.Oversight.Signals;
using ZioExchange.Broker.Oversight.Storage;
using ZioExchange.Broker.Oversight.Tally;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight.Reports;

/// <summary>Makes the report of a month or a quarter: decisions by purpose and party, samples and findings, signals and verdicts, requests and terms.</summary>
public sealed class MonthReports(BrokerDatabase database, Tallies tallies, EventReader events)
{
    /// <param name="period">A month as yyyy-MM, or a quarter as yyyy-Qn.</param>
    /// <returns>Null when the text is neither.</returns>
    public async Task<MonthReport?> MakeAsync(OfficerSession officer, string period, CancellationToken ct)
    {
        if (ReportPeriod.Parse(period) is not { } span)
        {
            return null;
        }

        var (first, last) = (span.First, span.Last);
        var (firstDay, lastDay, months) = (DutchTime.Iso(first), DutchTime.Iso(last), span.Months);
        var own = officer.Organisation.Value;
        var decisions = await CountAsync(officer.Organisation, first, last, ct);
        await using var db = new OversightDb(database);
        var reviews = await db.Reviews.AsNoTracking().Where(row => row.Organisation == own && months.Contains(row.Month)).ToListAsync(ct);
        var (from, to) = (DutchTime.StartOf(first).UtcTicks, DutchTime.StartOf(last.AddDays(1)).UtcTicks);
        var signals = await db.Signals.AsNoTracking().Where(row => row.Organisation == own && row.Moment >= from && row.Moment < to).ToListAsync(ct);
        var requests = await db.Requests.AsNoTracking().Where(row => row.Organisation == own && row.ReceivedOn.CompareTo(firstDay) >= 0 && row.ReceivedOn.CompareTo(lastDay) <= 0).ToListAsync(ct);
        return new MonthReport(span, await tallies.PerDayAsync(officer, first, last, ct), new Dictionary<string, IReadOnlyList<(string, long)>>
        {
            ["purpose"] = decisions("purpose"),
            ["party"] = decisions("party"),
            ["refusal"] = decisions("refusal"),
            ["review"] = Count(reviews, row => row.ConfirmedBy is null && row.State is nameof(ReviewState.Good) or nameof(ReviewState.Incident) ? "TO_CONFIRM" : row.State),
            ["signal"] = Count(signals, row => $"{row.Rule} {row.State}"),
            ["request"] = Count(requests, row => $"{row.Kind} {(row.State == "OPEN" ? "OPEN" : row.ClosedAt <= DutchTime.StartOf(DutchTime.Day(row.Due).AddDays(1)).UtcTicks ? "ON_TIME" : "LATE")}"),
        });
    }

    /// <summary>For a Dutch spreadsheet: semicolons, byte order mark.</summary>
    public static string ToCsv(MonthReport report)
    {
        var text = new StringBuilder("\uFEFF\"onderdeel\";\"naam\";\"aantal\"\r\n");
        foreach (var (heading, rows) in report.Tables)
        {
            foreach (var (name, count) in rows)
            {
                text.Append(CultureInfo.InvariantCulture, $"\"{heading}\";{Audit.Exporting.CsvExport.Quote(name)};\"{count}\"\r\n");
            }
        }

        foreach (var day in report.Days)
        {
            text.Append(CultureInfo.InvariantCulture, $"\"dag toegestaan\";\"{DutchTime.Iso(day.Day)}\";\"{day.Permitted}\"\r\n\"dag geweigerd\";\"{DutchTime.Iso(day.Day)}\";\"{day.Refused}\"\r\n\"dag noodknop\";\"{DutchTime.Iso(day.Day)}\";\"{day.BreakGlass}\"\r\n");
        }

        return text.ToString();
    }

    /// <summary>How many decisions fall under each name, counted one after another: a quarter of a large organisation does not fit in memory.</summary>
    private async Task<Func<string, IReadOnlyList<(string, long)>>> CountAsync(OrganisationId own, DateOnly first, DateOnly last, CancellationToken ct)
    {
        var counts = new Dictionary<(string Heading, string Name), long>();
        await foreach (var each in events.EachAsync(new LogQuery { Organisation = own, From = DutchTime.StartOf(first), To = DutchTime.StartOf(last.AddDays(1)) }, ct))
        {
            if (each.IsDecision)
            {
                Add("purpose", each.Purpose);
                Add("party", each.Source == own.Value ? each.Recipient : each.Source);
                if (each.Refused)
                {
                    Add("refusal", each.Reason);
                }
            }
        }

        return heading => Ordered(counts.Where(count => count.Key.Heading == heading).Select(count => (count.Key.Name, count.Value)));

        void Add(string heading, string? name) => counts[(heading, name ?? "")] = counts.GetValueOrDefault((heading, name ?? "")) + 1;
    }

    private static IReadOnlyList<(string, long)> Count<T>(IEnumerable<T> all, Func<T, string> by) =>
        Ordered(all.GroupBy(by, StringComparer.Ordinal).Select(group => (group.Key, (long)group.Count())));

    private static IReadOnlyList<(string, long)> Ordered(IEnumerable<(string Name, long Count)> rows) =>
        [.. rows.OrderByDescending(row => row.Count).ThenBy(row => row.Name, StringComparer.Ordinal)];
}
