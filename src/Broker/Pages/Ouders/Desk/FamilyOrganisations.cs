using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Exchange;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>Whom a family can ask something: who keeps a record of the child, and who gives or gets something of it in a way this person may know.</summary>
public sealed class FamilyOrganisations(ChildRegister register, ConsentFlows flows, LawCards cards, PartnerDirectory directory, FamilyDesk desk, TimeProvider clock)
{
    public async Task<IReadOnlyList<FamilyOrganisation>> OfAsync(Visitor visitor, FamilyMember member, CancellationToken ct)
    {
        var found = await KeepersAsync(member, ct);
        found.AddRange((await flows.OfAsync(visitor, member, ct)).SelectMany(flow => new[] { flow.Source, flow.Recipient }));
        found.AddRange((await cards.OfAsync(member, ct)).SelectMany(card => new[] { card.Source, card.Recipient }));
        return
        [
            .. found.Where(organisation => !NotForFamilies.Covers(organisation)).DistinctBy(organisation => organisation.Id).OrderBy(organisation => organisation.Name, StringComparer.Ordinal)
                .Select(organisation => new FamilyOrganisation(KeyOf(visitor, member, organisation.Id), organisation)),
        ];
    }

    /// <summary>Who keeps a record of the child and has this key.</summary>
    /// <returns>Null for every key that is not this visitor's own word for such a source.</returns>
    public async Task<Organisation?> FindKeeperAsync(Visitor visitor, FamilyMember member, string key, CancellationToken ct) =>
        (await KeepersAsync(member, ct)).Find(source => !NotForFamilies.Covers(source) && KeyOf(visitor, member, source.Id) == key);

    public string KeyOf(Visitor visitor, FamilyMember member, OrganisationId organisation) => desk.KeyOf(visitor, member.Child.Value, "organisation", organisation.Value);

    private async Task<List<Organisation>> KeepersAsync(FamilyMember member, CancellationToken ct)
    {
        var snapshot = await register.ReadAsync(member.Child, FamilyInspection.PurposeOf(member.IsYouth), clock.GetUtcNow(), ct);
        var found = new List<Organisation>();
        foreach (var holding in snapshot?.Holdings ?? [])
        {
            if (await directory.FindOrganisationAsync(new OrganisationId(holding), ct) is { } source)
            {
                found.Add(source);
            }
        }

        return found;
    }
}
