namespace ZioExchange.Adapters.Mapping;

/// <summary>What can be wrong with a value of a source. Stable names, part of the contract.</summary>
public enum IssueCode
{
    InvalidDate,
    InvalidBsn,
    UnknownCode,
    EndBeforeStart,
    AmbiguousUnit,
    RequiredMissing,
    InvalidValue,
}
