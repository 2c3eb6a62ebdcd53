namespace ZioExchange.Adapters.Sources;

/// <summary>Which kind of source system answers, and so which fetcher speaks to it.</summary>
public enum SourceKind
{
    School,
    Swv,
    Gemeente,
    Zorgkantoor,
    Aanbieder,
}
