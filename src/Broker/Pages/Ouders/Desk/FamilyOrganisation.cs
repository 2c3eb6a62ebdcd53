using ZioExchange.Broker.Directory;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>An organisation that has to do with a child, as one member of the family may address it.</summary>
/// <param name="Key">Opaque; stands in a form or an address.</param>
public sealed record FamilyOrganisation(string Key, Organisation Organisation);
