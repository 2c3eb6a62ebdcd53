using ZioExchange.Adapters.Sources;

namespace ZioExchange.Broker.Sandbox;

/// <summary>A synthetic person: the child, a parent, a guardian. Prints the persona only.</summary>
/// <remarks>
/// <para><c>Persona</c>: Id on the sign-in page of the sandbox, such as <c>kind-1-ouder-a</c>.</para>
/// <para><c>Relation</c>: To the child: <c>kind</c>, <c>ouder</c>, <c>voogd</c> or <c>derde</c>.</para>
/// <para><c>Prefix</c>: Voorvoegsel; null for most.</para>
/// <para><c>IsMale</c>: Sex as registered; nobody in the sandbox is unknown.</para>
/// </remarks>
public sealed record SandboxPerson(
    string Persona,
    string Relation,
    string GivenName,
    string? Prefix,
    string FamilyName,
    bool IsMale,
    DateOnly BirthDate,
    string Bsn,
    string Phone,
    string Email,
    SandboxAddress Address)
{
    public SourceChildKey BsnKey => new(NamingSystems.Bsn, Bsn);

    public override string ToString() => Persona;
}
