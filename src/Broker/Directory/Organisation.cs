using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Directory;

/// <summary>An organisation that takes part, as the directory holds it.</summary>
/// <param name="Identifiers">All identifiers by which others know it (OIN, BRIN, AGB, UZOVI, gemeentecode, SWV number); the first is the one to show.</param>
public sealed record Organisation(
    OrganisationId Id, PartyType Party, string Name, string FgContact, bool IsCareProvider, IReadOnlyList<OrganisationIdentifier> Identifiers);
