using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Oversight.Reports;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/exports/{id}: 202 while the job runs, 200 when it is over: with the file to fetch, failed, or no longer kept. Another organisation's job is 404.</summary>
public sealed class ExportModel(ExportBook exports, OversightLog log, PageWords words) : OfficerPage(log, words)
{
    public ExportJob Job { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (await exports.FindAsync(Officer, id, ct) is not { } job)
        {
            return await NotYoursAsync("EXPORT", id, ct);
        }

        await LookAsync("EXPORT", ct, id);
        Job = job;
        Response.StatusCode = job.State is "DONE" or "FAILED" or "GONE" ? StatusCodes.Status200OK : StatusCodes.Status202Accepted;
        return Page();
    }

    public async Task<IActionResult> OnGetBestandAsync(string id, CancellationToken ct) =>
        await exports.FindAsync(Officer, id, ct) is { } job && await exports.FetchAsync(Officer, id, ct) is { } file
            ? File(file, job.Format == "Csv" ? "text/csv; charset=utf-8" : "application/x-ndjson; charset=utf-8", job.FileName)
            : await NotYoursAsync("EXPORT", id, ct);
}
