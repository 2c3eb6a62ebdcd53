using ZioExchange.Broker.Oversight.Rights;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>The rights of a family by the word that stands in an address, in the order in which people need them.</summary>
public static class RightsChoice
{
    public static IReadOnlyList<(string Word, RightsKind Kind)> All { get; } =
    [
        ("verbeteren", RightsKind.Rectification), ("aanvullen", RightsKind.Remark), ("inzage", RightsKind.Access), ("meenemen", RightsKind.Portability),
        ("beperken", RightsKind.Restriction), ("bezwaar", RightsKind.Objection), ("wissen", RightsKind.Erasure),
    ];

    /// <returns>Null for any other word.</returns>
    public static RightsKind? Of(string word) => All.Where(each => each.Word == word).Select(each => (RightsKind?)each.Kind).FirstOrDefault();

    /// <summary>What the broker keeps itself it shows and hands over at once; the rest is for the organisation that keeps the record.</summary>
    public static bool BrokerAnswers(RightsKind kind) => kind is RightsKind.Access or RightsKind.Portability or RightsKind.Erasure;
}
