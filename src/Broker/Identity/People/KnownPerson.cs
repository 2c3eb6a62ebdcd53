using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Identity.People;

/// <summary>A person as the register of one child knows them. Prints without names.</summary>
/// <param name="SignInSubject">Lower-case hex of the sign-in lookup; null for who cannot sign in.</param>
public sealed record KnownPerson(ChildReference Child, PersonId Person, string GivenName, string ChildGivenName, string? SignInSubject)
{
    public bool IsYouth => Person == PersonId.Youth;

    public override string ToString() => "person of a child";
}
