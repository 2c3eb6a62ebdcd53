using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Reports;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/rapporten/{jaar-maand}, or {jaar-Qn}: the month or quarter in numbers, to print and as CSV (?handler=Csv). Counts only.</summary>
public sealed class RapportModel(MonthReports reports, EntryTelling telling, OversightLog log, CodeWords codes, PageWords words, TimeProvider clock) : OfficerPage(log, words)
{
    private IReadOnlyDictionary<string, string> _organisations = new Dictionary<string, string>();

    public MonthReport Report { get; private set; } = null!;

    public string Before => Report.Period.Before.ToString();

    public string Quarter => Report.Period.Quarter.ToString();

    public async Task<IActionResult> OnGetAsync(string? maand, CancellationToken ct)
    {
        if (await MakeAsync(maand, ct) is not { } report)
        {
            return NotFound();
        }

        _organisations = await telling.OrganisationsAsync(ct);
        Report = report;
        return Page();
    }

    public async Task<IActionResult> OnGetCsvAsync(string? maand, CancellationToken ct) =>
        await MakeAsync(maand, ct) is { } report ? File(Encoding.UTF8.GetBytes(MonthReports.ToCsv(report)), "text/csv; charset=utf-8", $"rapport_{report.Period}.csv") : NotFound();

    /// <summary>A name of the report in Words.</summary>
    public string Word(string heading, string name) => heading switch
    {
        "purpose" => codes.Purpose(name),
        "party" => _organisations.GetValueOrDefault(name, name),
        "refusal" => codes.Reason(name),
        "review" => Words[$"toezicht-rapporten.review-{name}"],
        "signal" => Words[$"toezicht-meldingen.rule-{name.Split(' ')[0]}"] + ", " + Words[$"toezicht-meldingen.verdict-{name.Split(' ')[1]}"],
        _ => Words[$"toezicht-rechten.kind-{name.Split(' ')[0]}"] + ", " + Words[$"toezicht-rapporten.term-{name.Split(' ')[1]}"],
    };

    private async Task<MonthReport?> MakeAsync(string? month, CancellationToken ct)
    {
        await LookAsync("MONTH_REPORT", ct);
        return await reports.MakeAsync(Officer, month ?? DutchTime.DayOf(clock.GetUtcNow()).ToString("yyyy-MM", CultureInfo.InvariantCulture), ct);
    }
}
