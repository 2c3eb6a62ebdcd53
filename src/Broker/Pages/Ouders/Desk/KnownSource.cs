using ZioExchange.Broker.Directory;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>What one source says of a child at this moment. Lives as long as the page that shows it.</summary>
/// <param name="Key">Stands in an address for the source; see <see cref="FamilyOrganisations.KeyOf"/>.</param>
/// <param name="Silent">The source was asked and gave no answer.</param>
/// <param name="Week">Care in school time in the week of the reader.</param>
public sealed record KnownSource(string Key, Organisation Source, bool Silent, IReadOnlyList<KnownThing> Things, IReadOnlyList<CareMoment> Week)
{
    /// <summary>In the order of the source: what it tells of, and how often.</summary>
    public IReadOnlyList<(string Kind, int Count)> Kinds => [.. Things.GroupBy(thing => thing.Kind).Select(group => (group.Key, group.Count()))];
}
