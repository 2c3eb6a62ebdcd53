using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.ConsentRegister.Api.Couplings;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Pages.Blocks;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Broker.Pages.Words;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Pages.Ouders;

/// <summary>/ouders/koppelen/kind: the family says which child the school's number names (law/RULES.md 2a). Nothing is chosen beforehand, also with one child.</summary>
public sealed class KoppelKindModel(CouplingBook couplings, PartnerDirectory directory, FamilyDesk desk, SignInBook signIns, PageWords words, FamilyTrail trail) : FamilyPage(trail)
{
    public const string NotMine = "geen";

    private IReadOnlyList<FamilyMember> _members = [];

    [BindProperty]
    public string? Kind { get; set; }

    public Organisation School { get; private set; } = null!;

    public IReadOnlyList<Choice> Children => [.. _members.Select(member => new Choice(member.Key, member.ChildName)), new Choice(NotMine, words["ouders-koppelen.not-mine"])];

    public async Task<IActionResult> OnGetAsync() => await FindAsync() ? Page() : RedirectToPage("/Ouders/Koppelen");

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await FindAsync())
        {
            return RedirectToPage("/Ouders/Koppelen");
        }

        if (Kind == NotMine)
        {
            TempData.Remove(KoppelenModel.TypedCode);
            return RedirectToPage("/Ouders/Gekoppeld", new { hoe = "niet" });
        }

        if (_members.FirstOrDefault(member => member.Key == Kind) is not { } chosen)
        {
            ModelState.AddModelError(nameof(Kind), words["ouders-koppelen.child-error"]);
            return Page();
        }

        var code = (string)TempData[KoppelenModel.TypedCode]!;
        var linked = await couplings.RedeemAsync(code, chosen.Child, signIns.ActorOf(Visitor, chosen.IsYouth), Aborted);
        return RedirectToPage("/Ouders/Gekoppeld", new { hoe = linked is null ? "mislukt" : "goed" });
    }

    private async Task<bool> FindAsync()
    {
        _members = [.. (await desk.OfAsync(Visitor, Aborted)).Where(member => member.Access is FamilyAccess.Sees)];
        if (TempData.Peek(KoppelenModel.TypedCode) is not string code || await couplings.IssuerOfAsync(code, Aborted) is not { } issuer
            || await directory.FindOrganisationAsync(issuer, Aborted) is not { } school)
        {
            return false;
        }

        School = school;
        return true;
    }
}
