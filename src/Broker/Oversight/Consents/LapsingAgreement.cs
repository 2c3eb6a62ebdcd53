namespace ZioExchange.Broker.Oversight.Consents;

/// <summary>An accession that ends soon; after its last day each row of it is refused at once.</summary>
public sealed record LapsingAgreement(string ConvenantVersion, DateOnly ValidUntil, IReadOnlyList<string> Rows);
