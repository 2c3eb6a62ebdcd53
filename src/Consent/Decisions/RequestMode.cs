namespace ZioExchange.Consent.Decisions;

/// <summary>An ordinary request, or the glass broken for a vital interest (row M30 only).</summary>
public enum RequestMode
{
    Normal,
    BreakGlass,
}
