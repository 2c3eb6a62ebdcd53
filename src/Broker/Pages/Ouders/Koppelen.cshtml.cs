using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.ConsentRegister.Api.Couplings;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Ouders;

/// <summary>/ouders/koppelen: the code of a school. It travels to the next page in an encrypted cookie, never in an address.</summary>
public sealed class KoppelenModel(CouplingBook couplings, PageWords words, FamilyTrail trail) : FamilyPage(trail)
{
    /// <summary>TempData: the code that was typed and can be used.</summary>
    public const string TypedCode = "koppelcode";

    [BindProperty]
    public string? Code { get; set; }

    public async Task<IActionResult> OnPostAsync()
    {
        if (Code is { Length: > 0 and <= 64 } code && await couplings.IssuerOfAsync(code, Aborted) is not null)
        {
            TempData[TypedCode] = code;
            return RedirectToPage("/Ouders/KoppelKind");
        }

        await Trail.MissedAsync(Visitor, nameof(KoppelenModel), Aborted);
        ModelState.AddModelError(nameof(Code), words["ouders-koppelen.code-error"]);
        return Page();
    }
}
