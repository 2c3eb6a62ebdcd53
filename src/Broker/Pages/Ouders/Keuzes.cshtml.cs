using ZioExchange.Broker.Pages.Ouders.Desk;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Ouders;

/// <summary>/ouders/keuzes: what this visitor decided, with the receipt of each. Nobody else's acts.</summary>
public sealed class KeuzesModel(OwnActs acts, PageWords words, FamilyTrail trail) : FamilyPage(trail)
{
    public IReadOnlyList<OwnAct> Acts { get; private set; } = [];

    public IReadOnlyList<string> Columns => [words["ouders.col-when"], words["ouders.col-choice"], words["ouders.col-who"], words["ouders.col-proof"]];

    public async Task OnGetAsync() => Acts = await acts.OfAsync(Visitor, Aborted);
}
