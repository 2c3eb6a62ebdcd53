using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;

namespace ZioExchange.Broker.Identity;

/// <summary>Keeps the issuer's signing keys in the database, wrapped by the master key, and loads them into the ring.</summary>
public sealed class IssuerKeyStore(IDbContextFactory<BrokerDbContext> contexts, MasterKey master, IssuerKeyRing ring, IdentityClock clock)
{
    /// <summary>Loads the keys; makes the first one when there is none.</summary>
    public async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.IssuerKeys.AsNoTracking().Where(row => row.RetiredAt == null).ToListAsync(ct);
        ring.Replace(rows.Count > 0 ? rows.Select(Open) : [await MakeAsync(db, ct)]);
    }

    /// <summary>Makes a new signing key; the old ones keep verifying until they are retired, at least as long as a token lives.</summary>
    public async Task<IssuerKey> RotateAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var key = await MakeAsync(db, ct);
        ring.Replace([.. ring.All, key]);
        return key;
    }

    private IssuerKey Open(IssuerKeyRow row)
    {
        var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(master.Unwrap(row.WrappedPrivateKey, "issuer-key"), out _);
        return IssuerKey.Create(ecdsa, row.CreatedAt);
    }

    private async Task<IssuerKey> MakeAsync(BrokerDbContext db, CancellationToken ct)
    {
        var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = IssuerKey.Create(ecdsa, clock.Now);
        db.IssuerKeys.Add(new IssuerKeyRow
        {
            Kid = key.Kid,
            WrappedPrivateKey = master.Wrap(ecdsa.ExportPkcs8PrivateKey(), "issuer-key"),
            CreatedAt = key.CreatedAt,
        });
        await db.SaveChangesAsync(ct);
        return key;
    }
}
