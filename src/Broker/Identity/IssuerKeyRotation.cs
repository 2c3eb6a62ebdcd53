using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Identity;

/// <summary>Puts a new key in the place of those that sign access tokens, in the commit of its log entry, and says when the old ones end.</summary>
public sealed class IssuerKeyRotation(BrokerDatabase database, IssuerKeyStore store, IAuditLog log, IdentityClock clock)
{
    /// <summary>How long an old key goes on: another node signs with it until it loads the new one (a minute), what it signed lives as long as a token, and clocks differ.</summary>
    public static readonly TimeSpan Overlap = AccessTokens.Lifetime + TimeSpan.FromMinutes(3);

    /// <param name="leaked">Whether the old keys end now: what they signed opens nothing any more, here at once and at other nodes within a minute.</param>
    /// <returns>The new key; it signs from the next load on.</returns>
    public async Task<IssuerKey> RotateAsync(AuditActor actor, bool leaked, CancellationToken ct)
    {
        var (key, row) = store.Make();
        var end = leaked ? clock.Now : clock.Now + Overlap;
        var entry = new AuditEntry
        {
            Kind = AuditKind.KeyEvent,
            Moment = clock.Now,
            TraceId = TraceId.Current,
            Outcome = AuditOutcome.Success,
            Actor = actor,
            Details = new Dictionary<string, string> { ["act"] = "ISSUER_KEY_ROTATED", ["kid"] = key.Kid, ["oldKeysEnd"] = end.ToString("O", CultureInfo.InvariantCulture) },
        };
        var step = new LoggedChange(database, async (db, ct) =>
        {
            await db.IssuerKeys.Where(old => old.RetiredAt == null || old.RetiredAt > end).ExecuteUpdateAsync(old => old.SetProperty(kept => kept.RetiredAt, end), ct);
            db.IssuerKeys.Add(row);
            return true;
        });
        await log.AppendAsync(entry, step, ct);
        await store.LoadAsync(ct);
        return key;
    }
}
