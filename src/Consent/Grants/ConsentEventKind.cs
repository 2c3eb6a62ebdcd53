namespace ZioExchange.Consent.Grants;

/// <summary>Both stop sharing in the same way; only the reason that family and officer read differs.</summary>
public enum ConsentEventKind
{
    Withdrawn,
    Refused,
}
