namespace ZioExchange.Adapters.Mapping;

/// <summary>One table in a list.</summary>
/// <remarks>Rows counts the facts, not declarations and ignored elements.</remarks>
public sealed record MappingTableInfo(string File, string Source, string Dialect, string Standard, string Format, int Rows);
