namespace ZioExchange.Broker.Sandbox;

/// <summary>That the parents saw the dossier before an overstap, recorded by the school that hands it over.</summary>
public sealed record SandboxInzage(string School, string Purpose, DateTimeOffset At, bool ParentsAgree);
