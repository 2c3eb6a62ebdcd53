using System.Security.Cryptography;
using System.Text;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Identity;

/// <summary>Remembers identifiers that may be used once, over all nodes and restarts: the <c>jti</c> of client assertions and of DPoP proofs.</summary>
/// <remarks>
/// An identifier is kept as a hash, longer than the document it stands in can be valid (expiry plus clock skew), then purged.
/// The row is durable before the call returns, and the database's primary key decides between two nodes that see it at once.
/// Source: RFC 7523 section 3, RFC 9449 section 11.1; docs/adr (a replay memory shorter than the skew is a known fault elsewhere).
/// </remarks>
public sealed class SingleUse(BrokerDatabase database)
{
    /// <returns>True the first time; false ever after.</returns>
    public async Task<bool> TryUseAsync(string issuer, string identifier, DateTimeOffset keepUntil, CancellationToken ct)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(issuer + "\n" + identifier));
        return await database.InsertOnceAsync(hash, keepUntil, ct);
    }
}
