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
        var purpose = FamilyInspection.PurposeOf(member.IsYouth);
        var snapshot = await register.ReadAsync(member.Child, purpose, clock.GetUtcNow(), ct);
        var found = new List<Organisation>();
        foreach (var holding in snapshot?.Holdings ?? [])
        {
            if (await directory.FindOrganisationAsync(new OrganisationId(holding), ct) is { } source)
            {
                found.Add(source);
            }
        }

        found.AddRange((await flows.OfAsync(visitor, member, ct)).SelectMany(flow => new[] { flow.Source, flow.Recipient }));
        found.AddRange((await cards.OfAsync(member, ct)).SelectMany(card => new[] { card.Source, card.Recipient }));
        return
        [
            .. found.Where(organisation => !NotForFamilies.Covers(organisation)).DistinctBy(organisation => organisation.Id).OrderBy(organisation => organisation.Name, StringComparer.Ordinal)
                .Select(organisation => new FamilyOrganisation(KeyOf(visitor, member, organisation.Id), organisation)),
        ];
    }

    public string KeyOf(Visitor visitor, FamilyMember member, OrganisationId organisation) => desk.KeyOf(visitor, member.Child.Value, "organisation", organisation.Value);
}
