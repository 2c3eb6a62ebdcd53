namespace ZioExchange.Adapters.Mapping.CodeMaps;

/// <summary>A canonical code that a source code maps to.</summary>
public sealed record CodeMapTarget(string System, string Code, string? Display);
