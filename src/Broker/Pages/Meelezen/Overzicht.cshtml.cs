using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Pages.Ouders.Desk;

namespace ZioExchange.Broker.Pages.Meelezen;

/// <summary>/meelezen/overzicht: what the person who gave the code sees of questions and consents. To read, not to answer.</summary>
public sealed class OverzichtModel(ReadAlongDesk desk) : PageModel
{
    public FamilyOverview Family { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await desk.FindAsync(ReadAlongSignIn.LookupOf(User), ct) is not { } family)
        {
            return NotFound();
        }

        Family = family;
        return Page();
    }
}
