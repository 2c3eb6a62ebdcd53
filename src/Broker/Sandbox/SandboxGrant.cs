namespace ZioExchange.Broker.Sandbox;

/// <summary>An answer that a holder or youth gave before the demonstration. The shape of <c>consents[]</c> in law/case.schema.json.</summary>
/// <remarks>
/// <para><c>Id</c>: Stable: child, purpose, direction and person.</para>
/// <para><c>GrantedBy</c>: Persona of a holder; JEUGDIGE stands as the persona of the child; a GI by client name.</para>
/// <para><c>ValidTo</c>: Inclusive; at most 12 months after it was given.</para>
/// </remarks>
public sealed record SandboxGrant(
    string Id,
    string GrantedBy,
    DateTimeOffset GivenAt,
    string Purpose,
    string Source,
    IReadOnlyList<string> Recipients,
    IReadOnlyList<string> Categories,
    DateOnly ValidTo,
    SandboxEvidence Evidence,
    IReadOnlyList<SandboxGrantEvent> Events);
