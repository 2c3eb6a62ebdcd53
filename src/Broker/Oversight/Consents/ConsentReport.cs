namespace ZioExchange.Broker.Oversight.Consents;

/// <summary>The quality of the consents that the own organisation, as source, relies on.</summary>
/// <param name="Page">From 1, in the order in which consents end; <paramref name="More"/> when another follows. Refusals and agreements are the same on each.</param>
/// <param name="Looked">Grants looked at on this page.</param>
public sealed record ConsentReport(
    int Page, bool More, int Looked, IReadOnlyList<ConsentIssue> Issues, IReadOnlyList<RefusalRate> Refusals, IReadOnlyList<LapsingAgreement> Lapsing);
