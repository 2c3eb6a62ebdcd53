namespace ZioExchange.Broker.Oversight.Consents;

/// <summary>The quality of the consents that the own organisation, as source, relies on.</summary>
/// <param name="Looked">Grants looked at; <paramref name="All"/> false when there are more.</param>
public sealed record ConsentReport(
    int Looked, bool All, IReadOnlyList<ConsentIssue> Issues, IReadOnlyList<RefusalRate> Refusals, IReadOnlyList<LapsingAgreement> Lapsing);
