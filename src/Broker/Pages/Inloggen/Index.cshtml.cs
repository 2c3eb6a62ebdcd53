using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Identity.People.Oidc;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Inloggen;

/// <summary>/inloggen: to the identity provider, or in the sandbox a choice of synthetic people.</summary>
public sealed class IndexModel(PersonaDesk personas, SignInBook signIns, PeopleProviderSettings provider, PageWords words) : PageModel
{
    /// <summary>Where to go after; a page of our own, or nothing.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Terug { get; set; }

    /// <summary>Why a sign-in at the provider failed: zwak, onbekend or gestopt.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Fout { get; set; }

    public bool ProviderConfigured => provider.IsSet;

    /// <summary>Empty outside the sandbox.</summary>
    public IReadOnlyList<PersonaFamily> Families { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Terug = Url.IsLocalUrl(Terug) ? Terug : null;
        if (Fout is not null)
        {
            ModelState.AddModelError(string.Empty, words[Fout switch { "zwak" => "inloggen.weak", "onbekend" => "inloggen.failed", _ => "inloggen.cancelled" }]);
        }

        Families = await personas.IsOpenAsync(ct) ? personas.Families() : [];
        return Page();
    }

    /// <summary>A link, not a form: the content policy lets no form lead to another site.</summary>
    public IActionResult OnGetInlogdienst() => provider.IsSet
        ? Challenge(new AuthenticationProperties { RedirectUri = Url.IsLocalUrl(Terug) ? Terug : "/ouders" }, PeopleProviderHandler.SchemeName)
        : NotFound();

    public async Task<IActionResult> OnPostPersonaAsync(string? persona, CancellationToken ct)
    {
        if (!await personas.IsOpenAsync(ct))
        {
            return NotFound();
        }

        if (personas.VisitorOf(persona) is not { } visitor || await signIns.AdmitAsync(visitor, ct) is not null)
        {
            ModelState.AddModelError(string.Empty, words["inloggen.failed"]);
            return await OnGetAsync(ct);
        }

        await HttpContext.SignInAsync(PeopleSignIn.Scheme, visitor.ToPrincipal());
        return LocalRedirect(Url.IsLocalUrl(Terug) ? Terug! : "/ouders");
    }
}
