namespace ZioExchange.Adapters.Fhir;

/// <summary>Where a part of a bundle came from, for its Provenance.</summary>
/// <param name="System">Naming system of the organisation, such as that of AGB or BRIN.</param>
/// <param name="Value">Its number there.</param>
/// <param name="DocumentHash">SHA-256 of the source document, lower-case hex; null when there was no document.</param>
/// <param name="Recorded">When the source answered; null is said as unknown, so that nothing depends on the clock.</param>
/// <param name="Policies">Addresses of what allowed it: the matrix row, the convenant.</param>
public sealed record FhirSource(
    string System, string Value, string? DocumentHash, DateTimeOffset? Recorded, IReadOnlyList<string> Policies);
