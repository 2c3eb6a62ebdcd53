using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Pages.Ouders;

/// <summary>/ouders/kinderen/{id}/zonder-toestemming: what a statute carries. Information, never a question.</summary>
public sealed class WetModel(FamilyDesk desk, LawCards cards, FamilyTrail trail) : FamilyPage(trail)
{
    public FamilyMember Member { get; private set; } = null!;

    public IReadOnlyList<LawCard> Cards { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string id)
    {
        if (await desk.FindAsync(Visitor, id, Aborted) is not { Access: FamilyAccess.Sees } member)
        {
            return await MissingAsync();
        }

        Member = member;
        Cards = await cards.OfAsync(member, Aborted);
        return Page();
    }
}
