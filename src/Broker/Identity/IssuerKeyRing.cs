namespace ZioExchange.Broker.Identity;

/// <summary>The keys that sign and verify access tokens, the same on every node: they stand in the database, wrapped by the master key.</summary>
/// <remarks>Loaded before the first request; a rotation is seen at the latest a minute later.</remarks>
public sealed class IssuerKeyRing
{
    private volatile IReadOnlyList<IssuerKey> _keys = [];

    /// <summary>The key that signs: the youngest.</summary>
    public IssuerKey Current => _keys is [var youngest, ..] ? youngest : throw new InvalidOperationException("The issuer's keys are not loaded.");

    public IReadOnlyList<IssuerKey> All => _keys;

    /// <returns>Null for an unknown key, and for one that was retired by now.</returns>
    public IssuerKey? Find(string? kid, DateTimeOffset now) => _keys.FirstOrDefault(key => key.Kid == kid && !(key.RetiredAt <= now));

    internal void Replace(IEnumerable<IssuerKey> keys) => _keys = [.. keys.OrderByDescending(key => key.CreatedAt)];
}
