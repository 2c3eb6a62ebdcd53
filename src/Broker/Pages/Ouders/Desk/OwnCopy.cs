using System.Text.Json;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Notices;
using ZioExchange.Broker.Oversight.Rights;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>What the broker itself keeps about a child, as one file for one member of the family (AVG art. 15 and 20). Nothing of what other people chose or asked.</summary>
/// <remarks>No dossier: that is with the sources. Who may not learn where the child is gets kinds of organisations for names, as on the pages.</remarks>
public sealed class OwnCopy(ConsentFlows flows, OwnActs acts, LookBook looks, LawCards cards, FamilyRights rights, NoticeChoices notices, PartnerDirectory directory, FamilyWords words, TimeProvider clock)
{
    public async Task<byte[]> MakeAsync(Visitor visitor, FamilyMember member, CancellationToken ct)
    {
        var copy = new
        {
            GemaaktOp = clock.GetUtcNow(),
            Kind = new
            {
                Voornaam = member.ChildName,
                Geboortedatum = member.Facts.BornOn,
                School = await NameAsync(member, member.Facts.School.Organisation, ct),
                Gemeente = await NameAsync(member, member.Facts.Residence, ct),
            },
            Toestemmingen = (await flows.OfAsync(visitor, member, ct)).Select(flow => new
            {
                Van = words.Organisation(member, flow.Source),
                Voor = words.Organisation(member, flow.Recipient),
                Waarvoor = flow.Row.Purpose.Code,
                UwJa = Codes(flow.Mine.Yes),
                UwNee = Codes(flow.Mine.No),
                GegevenOp = flow.MyGrant?.GivenAt,
                TotEnMet = flow.MyGrant?.ValidUntil,
            }),
            UwKeuzes = (await acts.OfAsync(visitor, ct)).Where(act => act.Member.Child == member.Child).Select(act => new { act.Reference, act.Act, act.At, Waarvoor = act.Purpose.Code, Gegevens = Codes(act.Categories) }),
            ZonderToestemming = (await cards.OfAsync(member, ct)).Select(card => new
            {
                Van = words.Organisation(member, card.Source),
                Voor = words.Organisation(member, card.Recipient),
                Waarvoor = card.Row.Purpose.Code,
                card.Row.Articles,
                card.Use.Times,
                card.Use.Last,
            }),
            WieKeek = (await looks.OfAsync(member, from: null, ct)).Select(line => new
            {
                line.Last,
                line.Times,
                Wie = words.Organisation(member, line.Who),
                Rol = line.Role,
                Bron = words.Organisation(member, line.Source),
                Waarvoor = line.Purpose?.Code,
                Gekregen = Codes(line.Categories),
                Soort = line.Kind.ToString(),
            }),
            BerichtenNaar = (await notices.FindAsync(member.Child, member.Person, ct))?.Address.Text,
            UwVerzoeken = (await rights.OfAsync(member.Child, member.Person, ct)).Select(request => new { Soort = request.Kind.ToString(), request.Scope, request.ReceivedOn, request.Due, request.State, request.Outcome, request.Words }),
        };
        return JsonSerializer.SerializeToUtf8Bytes(copy, Format);
    }

    private static readonly JsonSerializerOptions Format = new(BrokerJson.CamelCase) { WriteIndented = true };

    private static IEnumerable<string> Codes(IEnumerable<DataCategory> categories) => categories.Select(category => category.Code);

    private async Task<string?> NameAsync(FamilyMember member, OrganisationId? id, CancellationToken ct) =>
        id is { } known && await directory.FindOrganisationAsync(known, ct) is { } organisation ? words.Organisation(member, organisation) : null;
}
