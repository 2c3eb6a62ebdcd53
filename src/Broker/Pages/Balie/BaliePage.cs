using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Search;

namespace ZioExchange.Broker.Pages.Balie;

/// <summary>What the pages share on which an employee helps families by phone and on paper.</summary>
public abstract class BaliePage(OversightLog log) : PageModel
{
    protected const string View = "DESK";

    public OfficerSession Employee => OfficerSession.From(User);

    protected CancellationToken Aborted => HttpContext.RequestAborted;

    protected OversightLog Log => log;

    /// <summary>What is not for this employee does not exist, and the try stands in the log.</summary>
    protected async Task<IActionResult> MissingAsync()
    {
        await log.LookAsync(Employee, View, "NOT_FOUND", null, new Dictionary<string, string> { ["page"] = GetType().Name }, Aborted);
        return NotFound();
    }
}
