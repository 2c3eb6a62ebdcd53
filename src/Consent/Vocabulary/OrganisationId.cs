namespace ZioExchange.Consent.Vocabulary;

/// <summary>Names one organisation, opaque to the rules: they only compare it.</summary>
/// <param name="Value">The broker's own key of the organisation, or the key a decision case uses. Compared letter by letter.</param>
public readonly record struct OrganisationId(string Value)
{
    public override string ToString() => Value;
}
