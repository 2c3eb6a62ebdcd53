namespace ZioExchange.Consent.Vocabulary;

/// <summary>The role in which a professional asks, such as IB or JEUGDCONSULENT.</summary>
/// <remarks>Source: roles.json, in FHIR the code system https://zioexchange.nl/fhir/CodeSystem/role.</remarks>
/// <param name="Code">Upper-snake code as in <c>schemas/policy</c>; compared letter by letter. A code that no policy knows is a value too: it is refused, never guessed.</param>
public readonly record struct Role(string Code)
{
    public override string ToString() => Code;
}
