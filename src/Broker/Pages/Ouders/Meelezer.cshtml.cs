using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Pages.Ouders;

/// <summary>/ouders/kinderen/{id}/meelezer: lets somebody read along for a day, and ends it in one click.</summary>
public sealed class MeelezerModel(FamilyDesk desk, FamilyCodes codes, SignInBook signIns, Issuer issuer, FamilyTrail trail) : FamilyPage(trail)
{
    /// <summary>TempData: an encrypted cookie, gone once it is read.</summary>
    public const string Code = "meelees-code";

    private static readonly TimeSpan Life = TimeSpan.FromDays(1);

    private FamilyMember _member = null!;

    /// <summary>Until when the code works; null without one.</summary>
    public DateTimeOffset? Until { get; private set; }

    public string Address => issuer.At("/meelezen");

    public async Task<IActionResult> OnGetAsync(string id)
    {
        if (!await FindAsync(id))
        {
            return await MissingAsync();
        }

        Until = (await codes.CurrentAsync(FamilyCodes.ReadAlong, _member.Child, _member.Person, Aborted))?.ExpiresAt;
        return Page();
    }

    public async Task<IActionResult> OnPostMaakAsync(string id)
    {
        if (!await FindAsync(id))
        {
            return await MissingAsync();
        }

        var code = await codes.IssueAsync(FamilyCodes.ReadAlong, _member.Child, _member.Person, madeBy: string.Empty, Life, signIns.ActorOf(Visitor, _member.IsYouth), Aborted);
        TempData[Code] = TypedCode.Shown(code);
        return RedirectToPage(new { id });
    }

    public async Task<IActionResult> OnPostStopAsync(string id)
    {
        if (!await FindAsync(id))
        {
            return await MissingAsync();
        }

        await codes.EndAsync(FamilyCodes.ReadAlong, _member.Child, _member.Person, signIns.ActorOf(Visitor, _member.IsYouth), Aborted);
        return RedirectToPage(new { id });
    }

    private async Task<bool> FindAsync(string id)
    {
        if (await desk.FindAsync(Visitor, id, Aborted) is not { Access: FamilyAccess.Sees } member)
        {
            return false;
        }

        _member = member;
        return true;
    }
}
