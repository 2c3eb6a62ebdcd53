using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;

namespace ZioExchange.Broker.ConsentRegister.Api.Conventions;

/// <summary>Keeps idempotency keys, over all nodes. Who inserts the row first runs; the answer is kept encrypted, because it may hold a pseudonym.</summary>
/// <remarks>
/// A request of which nobody knows how it ended, because the database went away or its node died, is looked up in the log when it is sent
/// again: a change and its entry are one commit, so without an entry it runs once more, and with one it does not.
/// </remarks>
internal sealed class IdempotencyBook(IDbContextFactory<BrokerDbContext> contexts, LogReader log, MasterKey master, TimeProvider clock)
{
    private const int Running = 0;
    private const int Unknown = 1;

    // A node that dies leaves its claim; after this nobody runs it any more.
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <returns>Null when the caller is first and must run the request; otherwise what is known.</returns>
    public async Task<IdempotencyClaim?> ClaimAsync(string organisation, string key, byte[] hash, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.IdempotentAnswers.Where(row => row.OrganisationId == organisation && row.Key == key && row.KeepUntil < now).ExecuteDeleteAsync(ct);
        if (await db.ClaimAnswerAsync(organisation, key, hash, Running, TraceId.Current, now + Kept, ct))
        {
            return null;
        }

        if (await db.IdempotentAnswers.AsNoTracking().SingleOrDefaultAsync(row => row.OrganisationId == organisation && row.Key == key, ct) is not { } row)
        {
            return new IdempotencyClaim(true, null);
        }

        if (!CryptographicOperations.FixedTimeEquals(row.RequestHash, hash))
        {
            return new IdempotencyClaim(false, null);
        }

        return row.Status > Unknown ? new IdempotencyClaim(true, JsonSerializer.Deserialize<IdempotentAnswer>(master.Unwrap(Convert.FromBase64String(row.Body), Label(organisation, key))))
            : row.Status == Running && now < row.KeepUntil - Kept + LongestRun ? new IdempotencyClaim(true, null)
            : await HadEffectAsync(row, ct) ? new IdempotencyClaim(true, null, AnswerLost: true)
            : await TakeOverAsync(db, row, now, ct) ? null
            : new IdempotencyClaim(true, null);
    }

    public async Task KeepAsync(string organisation, string key, IdempotentAnswer answer)
    {
        var body = Convert.ToBase64String(master.Wrap(JsonSerializer.SerializeToUtf8Bytes(answer), Label(organisation, key)));
        var until = clock.GetUtcNow() + Kept;
        await using var db = await contexts.CreateDbContextAsync();
        await db.IdempotentAnswers.Where(row => row.OrganisationId == organisation && row.Key == key)
            .ExecuteUpdateAsync(row => row.SetProperty(r => r.Status, answer.Status).SetProperty(r => r.Body, body).SetProperty(r => r.KeepUntil, until));
    }

    /// <summary>The request was refused and changed nothing: the key may be used anew.</summary>
    public async Task ReleaseAsync(string organisation, string key)
    {
        await using var db = await contexts.CreateDbContextAsync();
        await db.IdempotentAnswers.Where(row => row.OrganisationId == organisation && row.Key == key && row.Status == Running).ExecuteDeleteAsync();
    }

    /// <summary>The request ended in trouble: it may have had its effect. When this cannot be written either, the claim says the same once its time is over.</summary>
    public async Task DoubtAsync(string organisation, string key)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync();
            await db.IdempotentAnswers.Where(row => row.OrganisationId == organisation && row.Key == key && row.Status == Running)
                .ExecuteUpdateAsync(row => row.SetProperty(r => r.Status, Unknown));
        }
        catch (Exception fault) when (fault is System.Data.Common.DbException or InvalidOperationException)
        {
            // The trouble that this is about.
        }
    }

    private async Task<bool> HadEffectAsync(IdempotentAnswerRow row, CancellationToken ct)
    {
        var page = await log.SearchAsync(new LogQuery { TraceId = row.Body, From = row.KeepUntil - Kept, Limit = LogQuery.LargestPage }, ct);
        return page.Records.Any(record => record.Actor?.Organisation?.Value == row.OrganisationId && record.Outcome is not (nameof(AuditOutcome.Deny) or nameof(AuditOutcome.Failure)));
    }

    private static async Task<bool> TakeOverAsync(BrokerDbContext db, IdempotentAnswerRow row, DateTimeOffset now, CancellationToken ct)
    {
        var (trace, until) = (TraceId.Current, now + Kept);
        return await db.IdempotentAnswers.Where(each => each.OrganisationId == row.OrganisationId && each.Key == row.Key && each.Status == row.Status && each.KeepUntil == row.KeepUntil)
            .ExecuteUpdateAsync(each => each.SetProperty(r => r.Status, Running).SetProperty(r => r.Body, trace).SetProperty(r => r.KeepUntil, until), ct) == 1;
    }

    private static string Label(string organisation, string key) => "idempotent/" + organisation + "/" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
