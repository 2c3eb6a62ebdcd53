namespace ZioExchange.Adapters.Fhir;

/// <summary>One parameter that an operation takes.</summary>
/// <param name="Name">Compared letter by letter.</param>
/// <param name="Type">FHIR type of its value (<c>Coding</c>, <c>string</c>), or <c>Resource</c> for any resource.</param>
/// <param name="Min">0 or 1.</param>
/// <param name="Max">-1 is many.</param>
public sealed record FhirParameterRule(string Name, string Type, int Min, int Max)
{
    /// <summary>Most characters of each text in its value; a resource is bounded by the size of the body.</summary>
    public int LongestText { get; init; } = 256;
}
