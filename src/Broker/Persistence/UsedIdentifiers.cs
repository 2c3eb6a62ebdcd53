using System.Globalization;

namespace ZioExchange.Broker.Persistence;

/// <summary>Writes a hash once. The primary key decides, also between two nodes.</summary>
public static class UsedIdentifiers
{
    /// <returns>True when this call wrote it; false when it stood there.</returns>
    public static async Task<bool> InsertOnceAsync(this BrokerDatabase database, byte[] hash, DateTimeOffset keepUntil, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO used_identifiers (hash, keep_until) VALUES (@hash, @until) ON CONFLICT (hash) DO NOTHING";
        command.Bind("@hash", hash).Bind("@until", database.Instant(keepUntil));
        return await command.ExecuteNonQueryAsync(ct) == 1;
    }

    /// <summary>Removes what can no longer be presented. Returns how many.</summary>
    public static async Task<int> PurgeUsedAsync(this BrokerDatabase database, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM used_identifiers WHERE keep_until < @now";
        command.Bind("@now", database.Instant(now));
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>An instant as the database keeps it: text of fixed width in SQLite, timestamptz in PostgreSQL.</summary>
    internal static object Instant(this BrokerDatabase database, DateTimeOffset instant) => database.Provider is DatabaseProvider.Postgres
        ? instant.UtcDateTime
        : instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);
}
