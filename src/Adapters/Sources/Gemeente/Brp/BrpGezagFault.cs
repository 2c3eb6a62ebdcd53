namespace ZioExchange.Adapters.Sources.Gemeente.Brp;

/// <summary>Why an answer about gezag is refused as a whole.</summary>
public enum BrpGezagFault
{
    /// <summary>Not JSON, truncated, a duplicate key, nested too deeply, or larger than 8 MiB.</summary>
    NotJson,

    /// <summary>No list of persons with their gezag.</summary>
    NotAGezagAnswer,

    /// <summary>A kind of gezag or of derde that Haal Centraal v1 and v2 do not have.</summary>
    UnknownType,

    /// <summary>A part that the kind needs is missing, of another shape, or there are too many.</summary>
    WrongShape,

    /// <summary>A BSN that is not nine digits or fails the elfproef.</summary>
    InvalidBsn,
}
