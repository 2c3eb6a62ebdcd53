using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ZioExchange.Broker.Identity.People;

namespace ZioExchange.Broker.Pages.Inloggen;

/// <summary>/uitloggen: ends the session. Without a session it says the same.</summary>
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
