using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Oversight.Rights;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/kinderen/{pseudoniem}/inzage: the art. 15 report, to print and as JSON (?handler=Json).</summary>
public sealed class InzageModel(ChildReports reports, OversightLog log, PageWords words) : OfficerPage(log, words)
{
    public ChildReport Report { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string pseudoniem, CancellationToken ct)
    {
        if (await reports.MakeAsync(Officer, pseudoniem, ct) is not { } report)
        {
            return NotFound();
        }

        Report = report;
        return Page();
    }

    public async Task<IActionResult> OnGetJsonAsync(string pseudoniem, CancellationToken ct) =>
        await reports.MakeAsync(Officer, pseudoniem, ct) is { } report
            ? File(JsonSerializer.SerializeToUtf8Bytes(report, BrokerJson.CamelCase), "application/json", $"inzage-{report.Child}.json")
            : NotFound();
}
