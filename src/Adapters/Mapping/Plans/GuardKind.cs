namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>What a guard does with its condition.</summary>
internal enum GuardKind
{
    /// <summary>The row runs only when the condition holds.</summary>
    When,

    /// <summary>The row runs only when it does not hold.</summary>
    Unless,

    /// <summary>Deleted at the source: as Unless, and the report says so.</summary>
    Drop,

    /// <summary>Secret: as Drop, and the resource is labelled restricted.</summary>
    Suppress,

    /// <summary>About a secret child: the resource is there, and is labelled restricted. Stops no row.</summary>
    Restrict,
}
