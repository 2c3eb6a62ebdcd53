namespace ZioExchange.Consent.Vocabulary;

/// <summary>What kind of party an organisation is in an exchange, such as SCHOOL or GEMEENTE.</summary>
/// <remarks>Source: the matrix, in FHIR the code system https://zioexchange.nl/fhir/CodeSystem/party-type.</remarks>
/// <param name="Code">Upper-snake code as in <c>schemas/policy</c>; compared letter by letter. A code that no policy knows is a value too: it is refused, never guessed.</param>
public readonly record struct PartyType(string Code)
{
    public override string ToString() => Code;
}
