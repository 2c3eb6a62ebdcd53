using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ZioExchange.Broker.Identity.People;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>What the pages of a signed-in family share.</summary>
public abstract class FamilyPage(FamilyTrail trail) : PageModel
{
    protected Visitor Visitor => Visitor.From(User);

    protected FamilyTrail Trail => trail;

    protected CancellationToken Aborted => HttpContext.RequestAborted;

    /// <summary>What is not this visitor's own does not exist: one answer for every cause, and an entry in the log.</summary>
    protected async Task<IActionResult> MissingAsync()
    {
        await trail.MissedAsync(Visitor, GetType().Name, Aborted);
        return NotFound();
    }
}
