namespace ZioExchange.Broker.Identity;

/// <summary>Finds the registered client behind a client id. The Directory room keeps the register.</summary>
public interface IPartnerClients
{
    /// <returns>Null when no such client is registered or its registration ended.</returns>
    Task<PartnerClient?> FindAsync(string clientId, CancellationToken ct);
}
