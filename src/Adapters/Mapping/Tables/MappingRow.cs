namespace ZioExchange.Adapters.Mapping.Tables;

/// <summary>One row of a table as it was written. See schemas/mappings/README.md for the columns.</summary>
public sealed record MappingRow(
    string File,
    int Line,
    string Rule,
    string Category,
    string Context,
    string Source,
    string Target,
    string Conversion,
    string CodeMap,
    string Required,
    string Note)
{
    /// <summary>A declaration says something about the table; other rows are facts.</summary>
    public bool IsDeclaration => Rule.StartsWith('#');
}
