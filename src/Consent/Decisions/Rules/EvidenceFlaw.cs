namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>Why a grant does not prove what it should.</summary>
internal enum EvidenceFlaw
{
    None,
    NotDistinguishable,
    Conditional,
    AssuranceTooLow,
    NotProven,
}
