namespace ZioExchange.Broker.Sandbox;

/// <summary>What happened to a grant later: <c>WITHDRAWN</c> or <c>REFUSED</c>, by a persona.</summary>
/// <remarks>
/// <para><c>Categories</c>: Which categories; empty means all (scope ALL).</para>
/// </remarks>
public sealed record SandboxGrantEvent(string Type, DateTimeOffset At, string By, IReadOnlyList<string> Categories);
