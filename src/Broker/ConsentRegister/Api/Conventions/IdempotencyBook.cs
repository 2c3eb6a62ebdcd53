using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.ConsentRegister.Api.Conventions;

/// <summary>Keeps idempotency keys, over all nodes. Who inserts the row first runs; the answer is kept encrypted, because it may hold a pseudonym.</summary>
internal sealed class IdempotencyBook(IDbContextFactory<BrokerDbContext> contexts, MasterKey master, TimeProvider clock)
{
    private const int Running = 0;

    // A node that dies leaves its claim; after this the key may be used again.
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <returns>Null when the caller is first and must run the request; otherwise what is known.</returns>
    public async Task<IdempotencyClaim?> ClaimAsync(string organisation, string key, byte[] hash, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.IdempotentAnswers.Where(row => row.OrganisationId == organisation && row.Key == key && row.KeepUntil < now).ExecuteDeleteAsync(ct);
        var inserted = await db.ClaimAnswerAsync(organisation, key, hash, Running, now + LongestRun, ct);
        if (inserted)
        {
            return null;
        }

        var row = await db.IdempotentAnswers.AsNoTracking().SingleOrDefaultAsync(row => row.OrganisationId == organisation && row.Key == key, ct);
        return row is null
            ? new IdempotencyClaim(true, null)
            : new IdempotencyClaim(
                CryptographicOperations.FixedTimeEquals(row.RequestHash, hash),
                row.Status == Running ? null : JsonSerializer.Deserialize<IdempotentAnswer>(master.Unwrap(Convert.FromBase64String(row.Body), Label(organisation, key))));
    }

    public async Task KeepAsync(string organisation, string key, IdempotentAnswer answer, CancellationToken ct)
    {
        var body = Convert.ToBase64String(master.Wrap(JsonSerializer.SerializeToUtf8Bytes(answer), Label(organisation, key)));
        var until = clock.GetUtcNow() + Kept;
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.IdempotentAnswers.Where(row => row.OrganisationId == organisation && row.Key == key)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.Status, answer.Status).SetProperty(r => r.Body, body).SetProperty(r => r.KeepUntil, until), ct);
    }

    public async Task ReleaseAsync(string organisation, string key, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.IdempotentAnswers.Where(row => row.OrganisationId == organisation && row.Key == key && row.Status == Running).ExecuteDeleteAsync(ct);
    }

    private static string Label(string organisation, string key) => "idempotent/" + organisation + "/" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
