using System.Security.Cryptography;
using System.Text;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Identity.Sessions;

/// <summary>Remembers which sessions were ended by their owner: a copy of the cookie is worth nothing after that, on any node.</summary>
public sealed class EndedSessions(BrokerDatabase database, IdentityClock clock)
{
    // Longer than any session lives.
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(9);

    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public Task EndAsync(string session, CancellationToken ct) =>
        database.InsertOnceAsync([new UsedIdentifier(HashOf(session), clock.Now + Remembered)], ct);

    public Task<bool> IsEndedAsync(string session, CancellationToken ct) => database.IsUsedAsync(HashOf(session), ct);

    private static byte[] HashOf(string session) => SHA256.HashData(Encoding.UTF8.GetBytes("session/" + session));
}
