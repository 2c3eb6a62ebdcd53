using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Directory;

/// <summary>One organisation's statement that it takes part: for which rows of the matrix, under which version of the convenant, until when.</summary>
/// <param name="Until">Last day, inclusive.</param>
public sealed record Accession(OrganisationId Organisation, PartyType Party, string ConvenantVersion, IReadOnlyList<string> Rows, DateOnly From, DateOnly Until);
