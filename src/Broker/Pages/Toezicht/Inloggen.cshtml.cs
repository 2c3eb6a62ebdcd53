using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Pages.Words;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/inloggen: officers come in by their organisation's identity provider; in the sandbox they choose who they are.</summary>
public sealed class InloggenModel(OfficerDesk desk, PageWords words) : PageModel
{
    private const int SandboxFactors = 2;   // a persona counts as having two; the pages say that it is a test

    [BindProperty(SupportsGet = true)]
    public string? Terug { get; set; }

    public IReadOnlyList<OfficerPersona> Personas { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct) => Personas = await desk.PersonasAsync(ct);

    public async Task<IActionResult> OnPostPersonaAsync(string? persona, CancellationToken ct)
    {
        Personas = await desk.PersonasAsync(ct);
        if (Personas.FirstOrDefault(known => known.Id == persona) is not { } chosen
            || await desk.AdmitAsync(new OrganisationId(chosen.Organisation), chosen.Id, chosen.Role, "SANDBOX", ct) is not { } session)
        {
            ModelState.AddModelError(string.Empty, words["toezicht.sign-in-failed"]);
            return Page();
        }

        await HttpContext.SignInAsync(OfficerSignIn.Scheme, session.ToPrincipal(SandboxFactors));
        return Url.IsLocalUrl(Terug) && Terug.StartsWith("/toezicht", StringComparison.Ordinal) ? LocalRedirect(Terug) : RedirectToPage("/Toezicht/Index");
    }

    public async Task<IActionResult> OnPostUitAsync(CancellationToken ct)
    {
        var session = await HttpContext.AuthenticateAsync(OfficerSignIn.Scheme);
        await HttpContext.SignOutAsync(OfficerSignIn.Scheme);
        if (session.Principal is { } principal)
        {
            await desk.SignedOutAsync(OfficerSession.From(principal), ct);
        }

        return RedirectToPage();
    }
}
