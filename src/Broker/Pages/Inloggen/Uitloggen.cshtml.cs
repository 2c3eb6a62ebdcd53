using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ZioExchange.Broker.Identity.People;

namespace ZioExchange.Broker.Pages.Inloggen;

/// <summary>/uitloggen: ends the session. Without a session it says the same.</summary>
/// <remarks>The one form without a proof against forgery: a session may have ended since its page was shown, and leaving must always work. Another site could at most sign somebody out.</remarks>
[IgnoreAntiforgeryToken]
public sealed class UitloggenModel(SignInBook signIns) : PageModel
{
    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var session = await HttpContext.AuthenticateAsync(PeopleSignIn.Scheme);
        await HttpContext.SignOutAsync(PeopleSignIn.Scheme);
        if (session.Principal is { } principal)
        {
            await signIns.SignedOutAsync(Visitor.From(principal), ct);
        }

        return RedirectToPage();
    }
}
