namespace ZioExchange.Consent.Decisions;

/// <summary>PERMIT: all that was asked. PARTIAL: a part, or all with masked content. DENY: nothing.</summary>
public enum Outcome
{
    Deny,
    Partial,
    Permit,
}
