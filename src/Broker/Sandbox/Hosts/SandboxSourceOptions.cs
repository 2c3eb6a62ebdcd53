namespace ZioExchange.Broker.Sandbox.Hosts;

/// <summary>Where the sandbox sources listen.</summary>
/// <remarks>
/// <para><c>BasePort</c>: first of five ports on loopback, in the order school, SWV, gemeente, zorgkantoor, aanbieder; 0 (default) lets the
/// system choose each.</para>
/// </remarks>
public sealed record SandboxSourceOptions(int BasePort = 0);
