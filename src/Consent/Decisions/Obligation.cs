namespace ZioExchange.Consent.Decisions;

/// <summary>Something that must be done with or after a decision.</summary>
/// <param name="Code">Upper-snake, such as NOTIFY_OTHER_PARENT.</param>
/// <param name="About">The persons it concerns, comma separated in ordinal order; null when it names nobody.</param>
public readonly record struct Obligation(string Code, string? About = null)
{
    public override string ToString() => About is null ? Code : $"{Code}:{About}";
}
