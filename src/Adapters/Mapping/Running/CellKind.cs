namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>What a row gave.</summary>
internal enum CellKind
{
    None,

    /// <summary>Text, a date, a code without map.</summary>
    Text,

    /// <summary>A JSON number, written as it is.</summary>
    Number,

    /// <summary>Text "true" or "false".</summary>
    Boolean,

    /// <summary>A code map entry.</summary>
    Coded,

    /// <summary>A value with members of its own.</summary>
    Complex,

    /// <summary>Nothing that may be written; the cell's value is the data-absent-reason.</summary>
    Absent,

    /// <summary>Several of the above.</summary>
    Many,
}
