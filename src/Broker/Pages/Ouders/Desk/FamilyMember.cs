using ZioExchange.Broker.Identity.People;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>A signed-in person in one family, with what the facts of this moment let that person see and do.</summary>
/// <param name="Key">Opaque, different for every person: what stands in an address.</param>
public sealed record FamilyMember(KnownPerson Known, ChildFacts Facts, FamilyPlace Place, string Key)
{
    public FamilyAccess Access => Place.Access;

    /// <summary>The person may not learn where the child is: names of organisations give way to their kind.</summary>
    public bool Masked => Place.Masked;

    public ChildReference Child => Known.Child;

    public PersonId Person => Known.Person;

    public bool IsYouth => Known.IsYouth;

    public string ChildName => Known.ChildGivenName;

    /// <summary>Never the name.</summary>
    public override string ToString() => $"member with {Access}";
}
