using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Pages.Ouders.Desk;

namespace ZioExchange.Broker.Pages.Ouders;

/// <summary>/ouders/toestemmingen/{id}: one exchange in full, as this member may know it.</summary>
public sealed class ToestemmingModel(ConsentFlows flows, FamilyTrail trail) : QuestionStep(flows, trail)
{
    public async Task<IActionResult> OnGetAsync(string id) => await FindAsync(id) ? Page() : await MissingAsync();
}
