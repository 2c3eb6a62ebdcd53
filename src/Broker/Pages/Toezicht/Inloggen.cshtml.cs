using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ZioExchange.Broker.Identity.Sessions;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Pages.Words;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/inloggen: officers come in by their organisation's identity provider; in the sandbox they choose who they are.</summary>
public sealed class InloggenModel(OfficerDesk desk, OfficerProviderSettings provider, PageWords words) : PageModel
{
    private const int SandboxFactors = 2;   // a persona counts as having two; the pages say that it is a test

    [BindProperty(SupportsGet = true)]
    public string? Terug { get; set; }

    /// <summary>Why a sign-in at the provider failed: factor, dubbel, onbekend or gestopt.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Fout { get; set; }

    public bool ProviderConfigured => provider.IsSet;

    /// <summary>Empty outside the sandbox.</summary>
    public IReadOnlyList<OfficerPersona> Personas { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        if (Fout is not null)
        {
            ModelState.AddModelError(string.Empty, words[Fout switch
            {
                "factor" => "toezicht.sign-in-factor",
                "dubbel" => "toezicht.sign-in-double",
                "onbekend" => "toezicht.sign-in-failed",
                _ => "toezicht.sign-in-stopped",
            }]);
        }

        Personas = await desk.PersonasAsync(ct);
    }

    /// <summary>A link, not a form: the content policy lets no form lead to another site.</summary>
    public IActionResult OnGetInlogdienst() => provider.IsSet
        ? Challenge(new AuthenticationProperties { RedirectUri = IsOwn(Terug) ? Terug : "/toezicht" }, OfficerProviderHandler.SchemeName)
        : NotFound();

    public async Task<IActionResult> OnPostPersonaAsync(string? persona, CancellationToken ct)
    {
        Personas = await desk.PersonasAsync(ct);
        if (Personas.FirstOrDefault(known => known.Id == persona) is not { } chosen
            || await desk.AdmitAsync(new OrganisationId(chosen.Organisation), chosen.Id, SandboxFactors, "SANDBOX", ct) is not ({ } session, _))
        {
            ModelState.AddModelError(string.Empty, words["toezicht.sign-in-failed"]);
            return Page();
        }

        await HttpContext.SignInAsync(OfficerSignIn.Scheme, session.ToPrincipal(SandboxFactors));
        return session.Role is OfficerRole.Desk ? RedirectToPage("/Balie/Index") : IsOwn(Terug) ? LocalRedirect(Terug!) : RedirectToPage("/Toezicht/Index");
    }

    public async Task<IActionResult> OnPostUitAsync(CancellationToken ct)
    {
        await HttpContext.SignOutAsync(OfficerSignIn.Scheme);
        if ((await LimitedSession.EndAsync(HttpContext, OfficerSignIn.Scheme)).Principal is { } principal)
        {
            await desk.SignedOutAsync(OfficerSession.From(principal), ct);
        }

        return RedirectToPage();
    }

    private bool IsOwn(string? address) => Url.IsLocalUrl(address) && address.StartsWith("/toezicht", StringComparison.Ordinal);
}
