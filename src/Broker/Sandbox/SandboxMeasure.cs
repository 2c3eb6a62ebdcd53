namespace ZioExchange.Broker.Sandbox;

/// <summary>A measure of child protection: <c>OTS</c> or <c>VOOGDIJ</c>, and the client name of the GI that carries it out.</summary>
public sealed record SandboxMeasure(string Type, string Organisation);
