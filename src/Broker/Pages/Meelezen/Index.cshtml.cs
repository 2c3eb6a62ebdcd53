using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Meelezen;

/// <summary>/meelezen: the code of a family, for somebody whom it lets read along.</summary>
public sealed class IndexModel(FamilyCodes codes, SignInBook signIns, PageWords words) : PageModel
{
    private const int LongestCode = 64;

    [BindProperty]
    public string? Code { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (Code is { Length: > 0 and <= LongestCode } code && await codes.FindAsync(FamilyCodes.ReadAlong, code, ct) is { } found)
        {
            await HttpContext.SignInAsync(ReadAlongSignIn.Scheme, ReadAlongSignIn.ToPrincipal(found.Lookup));
            return RedirectToPage("/Meelezen/Overzicht");
        }

        await signIns.FailedAsync("READ_ALONG_REFUSED", ct);
        ModelState.AddModelError(nameof(Code), words["meelezen.code-error"]);
        return Page();
    }
}
