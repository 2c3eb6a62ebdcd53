using Microsoft.AspNetCore.Mvc;
using ZioExchange.Broker.Pages.Ouders.Desk;

namespace ZioExchange.Broker.Pages.Ouders;

/// <summary>/ouders/koppelen/{goed|niet|mislukt}: how a coupling ended.</summary>
public sealed class GekoppeldModel(FamilyTrail trail) : FamilyPage(trail)
{
    [BindProperty(SupportsGet = true)]
    public string Hoe { get; set; } = "niet";
}
