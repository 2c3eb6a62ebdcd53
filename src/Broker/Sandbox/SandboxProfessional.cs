namespace ZioExchange.Broker.Sandbox;

/// <summary>A professional whom an organisation registered: the id and the one role in which that id may ask.</summary>
/// <remarks>
/// <para><c>Id</c>: Client name and role, such as <c>school-so-ib</c>: no person stands behind it.</para>
/// <para><c>Role</c>: Canonical role or alias of roles.json.</para>
/// </remarks>
public sealed record SandboxProfessional(string Id, string Role);
