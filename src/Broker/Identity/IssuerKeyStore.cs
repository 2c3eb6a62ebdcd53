using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;

namespace ZioExchange.Broker.Identity;

/// <summary>Keeps the issuer's signing keys in the database, wrapped by the master key, and loads them into the ring.</summary>
public sealed class IssuerKeyStore(IDbContextFactory<BrokerDbContext> contexts, MasterKey master, IssuerKeyRing ring, IdentityClock clock)
{
    /// <summary>Loads the keys that verify; makes the first one when there is none.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        if (await ReadAsync(ct) is { Count: > 0 } keys)
        {
            ring.Replace(keys);
            return;
        }

        var (key, row) = Make();
        await using var db = await contexts.CreateDbContextAsync(ct);
        db.IssuerKeys.Add(row);
        await db.SaveChangesAsync(ct);
        ring.Replace([key]);
    }

    /// <summary>The keys that verify, youngest first. Makes none and loads none.</summary>
    public async Task<IReadOnlyList<IssuerKey>> ReadAsync(CancellationToken ct)
    {
        var now = clock.Now;
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.IssuerKeys.AsNoTracking().Where(row => row.RetiredAt == null || row.RetiredAt > now).ToListAsync(ct);
        return [.. rows.Select(Open).OrderByDescending(key => key.CreatedAt)];
    }

    /// <summary>A new key, and the row that keeps it; nothing is written yet.</summary>
    internal (IssuerKey Key, IssuerKeyRow Row) Make()
    {
        var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = IssuerKey.Create(ecdsa, clock.Now);
        return (key, new IssuerKeyRow
        {
            Kid = key.Kid,
            WrappedPrivateKey = master.Wrap(ecdsa.ExportPkcs8PrivateKey(), "issuer-key"),
            CreatedAt = key.CreatedAt,
        });
    }

    private IssuerKey Open(IssuerKeyRow row)
    {
        var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(master.Unwrap(row.WrappedPrivateKey, "issuer-key"), out _);
        return IssuerKey.Create(ecdsa, row.CreatedAt, row.RetiredAt);
    }
}
