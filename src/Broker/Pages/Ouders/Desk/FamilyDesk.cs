using Microsoft.IdentityModel.Tokens;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Exchange;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity.People;
using ZioExchange.Broker.Keys;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>Says for which children a visitor is a member of the family now. Asked anew at every request: gezag is a fact of the day, never of the session.</summary>
public sealed class FamilyDesk(PersonBook people, ChildRegister register, Policy policy, BrokerSettings settings, MasterKey master, TimeProvider clock)
{
    /// <summary>Families in which the person has no place today are left out, as if the person had never stood there.</summary>
    public async Task<IReadOnlyList<FamilyMember>> OfAsync(Visitor visitor, CancellationToken ct)
    {
        var members = new List<FamilyMember>();
        foreach (var known in (await people.FindAsync(visitor.Lookup, ct)).Where(visitor.MayStandFor))
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

    /// <summary>The place of one person today, also for who helps that person.</summary>
    /// <param name="reader">For whom keys are made.</param>
    /// <returns>Null for who has no place.</returns>
    public async Task<FamilyMember?> MemberAsync(Visitor reader, KnownPerson known, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await register.ReadAsync(known.Child, FamilyInspection.PurposeOf(known.IsYouth), now, ct) is { Facts: var facts }
            && FamilyPlace.Of(policy, settings.Profile, facts, known.Person, now) is { } place
            ? new FamilyMember(known, facts, place, KeyOf(reader, known.Child.Value))
            : null;
    }
}
