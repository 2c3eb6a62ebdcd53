namespace ZioExchange.Broker.Sandbox;

/// <summary>One number in one naming system. Prints the system only: the value may be a BSN.</summary>
public sealed record SandboxIdentifier(string System, string Value)
{
    public override string ToString() => System;
}
