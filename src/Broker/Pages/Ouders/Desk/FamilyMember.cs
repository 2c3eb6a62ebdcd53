using ZioExchange.Broker.Identity.People;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>A signed-in person in one family, with what the facts of this moment let that person see and do.</summary>
/// <param name="Key">Opaque, different for every person: what stands in an address.</param>
/// <param name="Masked">The person may not learn where the child is: names of organisations give way to their kind (R-SAFE-1, R-PAR-5).</param>
public sealed record FamilyMember(KnownPerson Known, ChildFacts Facts, int Age, FamilyAccess Access, bool Masked, string Key)
{
    public ChildReference Child => Known.Child;

    public PersonId Person => Known.Person;

    public bool IsYouth => Known.IsYouth;

    public string ChildName => Known.ChildGivenName;

    /// <summary>Never the name.</summary>
    public override string ToString() => $"member with {Access}";
}
