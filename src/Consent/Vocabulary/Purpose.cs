namespace ZioExchange.Consent.Vocabulary;

/// <summary>The purpose of one exchange, such as TLV_AANVRAAG. One request has one purpose (AVG art. 5 lid 1 (b)).</summary>
/// <remarks>Source: the matrix, in FHIR the code system https://zioexchange.nl/fhir/CodeSystem/purpose.</remarks>
/// <param name="Code">Upper-snake code as in <c>schemas/policy</c>; compared letter by letter. A code that no policy knows is a value too: it is refused, never guessed.</param>
public readonly record struct Purpose(string Code)
{
    public override string ToString() => Code;
}
