using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Identity.People;

/// <summary>A person as the register of one child knows them. Prints without names.</summary>
public sealed record KnownPerson(ChildReference Child, PersonId Person, string GivenName, string ChildGivenName)
{
    public bool IsYouth => Person == PersonId.Youth;

    public override string ToString() => "person of a child";
}
