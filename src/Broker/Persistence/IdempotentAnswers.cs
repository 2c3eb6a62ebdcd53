using Microsoft.EntityFrameworkCore;

namespace ZioExchange.Broker.Persistence;

/// <summary>Claims an idempotency key, and forgets it after its day. The primary key decides, also between two nodes.</summary>
public static class IdempotentAnswers
{
    private const int PurgeSlice = 1_000;   // answers hold a body each

    /// <summary>Removes answers that are repeated no more. Returns how many.</summary>
    /// <param name="slice">How many one command removes at most.</param>
    public static Task<int> PurgeAnswersAsync(this BrokerDatabase database, DateTimeOffset now, CancellationToken ct, int slice = PurgeSlice) =>
        database.PurgeLapsedAsync("idempotent_answers", "organisation_id, key", now, slice, ct);

    /// <returns>True for the one who may run the request.</returns>
    public static async Task<bool> ClaimAnswerAsync(
        this BrokerDbContext db, string organisation, string key, byte[] hash, int status, string trace, DateTimeOffset until, CancellationToken ct)
    {
        object moment = db.Database.IsNpgsql() ? until.ToUniversalTime() : SqliteInstant.Write(until);
        return await db.Database.ExecuteSqlAsync(
            $"INSERT INTO idempotent_answers (organisation_id, key, request_hash, status, body, location, keep_until) VALUES ({organisation}, {key}, {hash}, {status}, {trace}, NULL, {moment}) ON CONFLICT (organisation_id, key) DO NOTHING", ct) == 1;
    }
}
