using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Pages.Ouders.Desk;

namespace ZioExchange.Broker.Pages.Ouders;

/// <summary>/ouders: for each child what waits, what is shared and what was stopped.</summary>
public sealed class OverzichtModel(FamilyDesk desk, ConsentFlows flows, FamilyTrail trail) : FamilyPage(trail)
{
    public IReadOnlyList<FamilyOverview> Families { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        var families = new List<FamilyOverview>();
        foreach (var member in await desk.OfAsync(Visitor, Aborted))
        {
            families.Add(new FamilyOverview(member, await flows.OfAsync(Visitor, member, Aborted)));
        }

        Families = families;
        return Page();
    }
}
