namespace ZioExchange.Consent.Vocabulary;

/// <summary>The ground on which a row of the matrix rests; <see cref="None"/> on every refusal.</summary>
public enum LegalBasis
{
    None,
    Statute,
    Consent,
    Vital,
    Right,
    NoPersonalData,
}
