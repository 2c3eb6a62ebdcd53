namespace ZioExchange.Broker.Persistence.Model;

/// <summary>Table organisation_identifiers. An identifier names one organisation; an organisation may have several.</summary>
public sealed class OrganisationIdentifierRow
{
    public required string System { get; init; }

    public required string Value { get; init; }

    public required string OrganisationId { get; init; }
}
