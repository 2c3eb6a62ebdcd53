using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Oversight.Drafts;
using ZioExchange.Broker.Oversight.Search;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/wat-als/{id}: which answers the draft changes; 202 while the run goes on. Another organisation's run is 404, logged.</summary>
public sealed class WatAlsUitkomstModel(DraftBook runs, OversightLog log) : OfficerPage
{
    public DraftRun Run { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (await runs.FindAsync(Officer, id, ct) is not { } run)
        {
            return await NotYoursAsync(log, "WHAT_IF_RESULT", id, ct);
        }

        await log.LookAsync(Officer, "WHAT_IF_RESULT", null, null, new Dictionary<string, string> { ["run"] = run.Id }, ct);
        Run = run;
        Response.StatusCode = run.State is "DONE" or "FAILED" ? StatusCodes.Status200OK : StatusCodes.Status202Accepted;
        return Page();
    }
}
