using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Oversight.Drafts;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/wat-als/{id}: which answers the draft changes; 202 while the run goes on. Another organisation's run is 404, logged.</summary>
public sealed class WatAlsUitkomstModel(DraftBook runs, OversightLog log, PageWords words) : OfficerPage(log, words)
{
    public DraftRun Run { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (await runs.FindAsync(Officer, id, ct) is not { } run)
        {
            return await NotYoursAsync("WHAT_IF_RESULT", id, ct);
        }

        await LookAsync("WHAT_IF_RESULT", ct, run.Id);
        Run = run;
        Response.StatusCode = run.State is "DONE" or "FAILED" ? StatusCodes.Status200OK : StatusCodes.Status202Accepted;
        return Page();
    }
}
