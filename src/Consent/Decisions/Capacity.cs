namespace ZioExchange.Consent.Decisions;

/// <summary>Whether the young person can weigh this matter (wilsbekwaam ter zake).</summary>
public enum Capacity
{
    Capable,
    Incapable,
}
