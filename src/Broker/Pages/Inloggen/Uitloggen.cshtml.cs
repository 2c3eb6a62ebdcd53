using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ZioExchange.Broker.Identity.People;

namespace ZioExchange.Broker.Pages.Inloggen;

/// <summary>/uitloggen: ends the session. Without a session it says the same.</summary>
/// <remarks>The one form without a proof against forgery: a session may have ended since its page was shown, and leaving must always work. Another site could at most sign somebody out.</remarks>
[IgnoreAntiforgeryToken]
public sealed class UitloggenModel : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        await PeopleSignIn.EndSessionAsync(HttpContext);
        return RedirectToPage();
    }
}
