using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Pages.Ouders.Desk;

namespace ZioExchange.Broker.Pages.Meelezen;

/// <summary>/meelezen/vragen/{sleutel}: one question, as the family reads it, without an answer to give.</summary>
public sealed class VraagModel(ReadAlongDesk desk) : PageModel
{
    public ConsentFlow Flow { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string sleutel, CancellationToken ct)
    {
        if ((await desk.FindAsync(ReadAlongSignIn.LookupOf(User), ct))?.Flows.FirstOrDefault(flow => flow.Key == sleutel) is not { } found)
        {
            return NotFound();
        }

        Flow = found;
        return Page();
    }
}
