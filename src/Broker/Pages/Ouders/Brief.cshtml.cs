using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Pages.Ouders.Desk;

namespace ZioExchange.Broker.Pages.Ouders;

/// <summary>/ouders/vragen/{id}/brief: the same question on paper, to read in peace, to fill in and to hand back.</summary>
public sealed class BriefModel(ConsentFlows flows, FamilyTrail trail) : QuestionStep(flows, trail)
{
    public async Task<IActionResult> OnGetAsync(string id) => await FindAsync(id) ? Page() : await MissingAsync();
}
