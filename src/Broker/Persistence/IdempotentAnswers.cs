using Microsoft.EntityFrameworkCore;

namespace ZioExchange.Broker.Persistence;

/// <summary>Claims an idempotency key. The primary key decides, also between two nodes.</summary>
public static class IdempotentAnswers
{
    /// <returns>True for the one who may run the request.</returns>
    public static async Task<bool> ClaimAnswerAsync(
        this BrokerDbContext db, string organisation, string key, byte[] hash, int status, string trace, DateTimeOffset until, CancellationToken ct)
    {
        object moment = db.Database.IsNpgsql() ? until.ToUniversalTime() : SqliteInstant.Write(until);
        return await db.Database.ExecuteSqlAsync(
            $"INSERT INTO idempotent_answers (organisation_id, key, request_hash, status, body, location, keep_until) VALUES ({organisation}, {key}, {hash}, {status}, {trace}, NULL, {moment}) ON CONFLICT (organisation_id, key) DO NOTHING", ct) == 1;
    }
}
