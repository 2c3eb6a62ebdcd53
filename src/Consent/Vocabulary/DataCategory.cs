namespace ZioExchange.Consent.Vocabulary;

/// <summary>A kind of data about a child that is shared or withheld as one, such as OPP_KERN.</summary>
/// <remarks>Source: the list in law/RULES.md section 3, in FHIR the code system https://zioexchange.nl/fhir/CodeSystem/data-category.</remarks>
/// <param name="Code">Upper-snake code as in <c>schemas/policy</c>; compared letter by letter. A code that no policy knows is a value too: it is refused, never guessed.</param>
public readonly record struct DataCategory(string Code)
{
    public override string ToString() => Code;
}
