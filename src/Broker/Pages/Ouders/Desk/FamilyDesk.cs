using Microsoft.IdentityModel.Tokens;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Exchange;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Keys;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>Says for which children a visitor is a member of the family now. Asked anew at every request: gezag is a fact of the day, never of the session.</summary>
public sealed class FamilyDesk(PersonBook people, ChildRegister register, Policy policy, BrokerSettings settings, MasterKey master, TimeProvider clock)
{
    /// <summary>Families in which the person has no place today are left out, as if the person had never stood there.</summary>
    public async Task<IReadOnlyList<FamilyMember>> OfAsync(Visitor visitor, CancellationToken ct)
    {
        var members = new List<FamilyMember>();
        foreach (var known in await people.FindAsync(visitor.Lookup, ct))
        {
            if (await MemberAsync(visitor, known, ct) is { } member)
            {
                members.Add(member);
            }
        }

        return members;
    }

    /// <returns>Null for every key that is not this visitor's own: another's, a former one, a guess.</returns>
    public async Task<FamilyMember?> FindAsync(Visitor visitor, string key, CancellationToken ct) =>
        (await OfAsync(visitor, ct)).FirstOrDefault(member => member.Key == key);

    /// <summary>An opaque word for an address: the same for this person each time, of no use to anybody else.</summary>
    public string KeyOf(Visitor visitor, params ReadOnlySpan<string> parts) =>
        Base64UrlEncoder.Encode(master.Lookup(["page", visitor.Subject, .. parts])[..16]);

    private async Task<FamilyMember?> MemberAsync(Visitor visitor, KnownPerson known, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var purpose = FamilyInspection.PurposeOf(known.IsYouth);
        if (await register.ReadAsync(known.Child, purpose, now, ct) is not { } snapshot)
        {
            return null;
        }

        var facts = snapshot.Facts;
        var decision = Decider.Decide(policy, settings.Profile, Inspection(known, purpose), facts, now);
        return AccessOf(known, facts, decision, DutchCalendar.DayOf(now)) is { } access
            ? new FamilyMember(
                known, facts, DutchCalendar.AgeOn(facts.BornOn, DutchCalendar.DayOf(now)), access,
                decision.Obligations.Any(obligation => obligation.Code == "MASK_LOCATION_IN_CONTENT"), KeyOf(visitor, known.Child.Value))
            : null;
    }

    private static FamilyAccess? AccessOf(KnownPerson known, ChildFacts facts, Decision decision, DateOnly today)
    {
        if (decision.Permit is not null)
        {
            return FamilyAccess.Sees;
        }

        if (known.IsYouth)
        {
            return decision.Reason == ChildReasons.YouthOwnAccessNotOpen && OwnVoice.IsHadOn(today, facts.BornOn) ? FamilyAccess.OnlyNo : null;
        }

        if (decision.Reason == ChildReasons.AuthorityUndeterminable || NobodyIsSure(facts))
        {
            return FamilyAccess.Undeterminable;
        }

        var minor = DutchCalendar.AgeOn(facts.BornOn, today) < 18;
        var holds = facts.Authority.Any(line => line.Person == known.Person && line.Holds is true && DutchCalendar.Includes(line.From, line.Through, today));
        return decision.Reason == ChildReasons.Youth16OwnRights && minor && holds ? FamilyAccess.ChildDecides : null;
    }

    // Without fresh evidence one line stands for all: then nobody is told apart from anybody else (R-PAR-7).
    private static bool NobodyIsSure(ChildFacts facts) => facts.Authority is [{ Holds: null }];

    // Rows M32 and M33: whether somebody may see is the same rule as everywhere else.
    private static DecisionRequest Inspection(KnownPerson known, Purpose purpose) => new()
    {
        Party = new PartyType(known.IsYouth ? "JEUGDIGE" : "OUDER"),
        Organisation = new OrganisationId(known.Person.Value),
        Role = new Role(known.IsYouth ? "JEUGDIGE" : "OUDER_MET_GEZAG"),
        Purpose = purpose,
        SourceParty = new PartyType(Policy.Any),
        Source = new OrganisationId(Policy.Any),
    };
}
