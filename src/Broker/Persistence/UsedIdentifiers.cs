using System.Data.Common;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace ZioExchange.Broker.Persistence;

/// <summary>Writes hashes once. The primary key decides, also between two nodes.</summary>
public static class UsedIdentifiers
{
    private const int PurgeSlice = 10_000;   // some tenths of a second, where a command may take ten seconds

    /// <summary>Writes many hashes in one durable commit.</summary>
    /// <param name="uses">No hash twice.</param>
    /// <returns>The hashes that this call wrote; the others stood there.</returns>
    /// <remarks>In order of hash, so that two nodes with the same hashes wait for each other and never in a circle.</remarks>
    internal static async Task<HashSet<string>> InsertOnceAsync(this BrokerDatabase database, IReadOnlyCollection<UsedIdentifier> uses, CancellationToken ct)
    {
        var inOrder = uses.OrderBy(use => use.Key, StringComparer.Ordinal).ToList();
        await using var connection = await database.OpenAsync(ct);
        return database.Provider is DatabaseProvider.Postgres
            ? await InsertManyAsync(connection, inOrder, ct)
            : await InsertEachAsync(database, connection, inOrder, ct);
    }

    /// <summary>Whether a hash was written, by any node.</summary>
    internal static async Task<bool> IsUsedAsync(this BrokerDatabase database, byte[] hash, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM used_identifiers WHERE hash = @hash";
        command.Bind("@hash", hash);
        return Convert.ToInt64(await command.ExecuteScalarAsync(ct), CultureInfo.InvariantCulture) > 0;
    }

    /// <summary>Removes what can no longer be presented. Returns how many.</summary>
    /// <param name="slice">How many one command removes at most.</param>
    public static Task<int> PurgeUsedAsync(this BrokerDatabase database, DateTimeOffset now, CancellationToken ct, int slice = PurgeSlice) =>
        database.PurgeLapsedAsync("used_identifiers", "hash", now, slice, ct);

    /// <summary>An instant as the database keeps it: text of fixed width in SQLite, timestamptz in PostgreSQL.</summary>
    internal static object Instant(this BrokerDatabase database, DateTimeOffset instant) =>
        database.Provider is DatabaseProvider.Postgres ? instant.UtcDateTime : SqliteInstant.Write(instant);

    private static async Task<HashSet<string>> InsertManyAsync(DbConnection connection, List<UsedIdentifier> uses, CancellationToken ct)
    {
        await using var command = (NpgsqlCommand)connection.CreateCommand();
        command.CommandText =
            "INSERT INTO used_identifiers (hash, keep_until) SELECT * FROM unnest($1, $2) ON CONFLICT (hash) DO NOTHING RETURNING hash";
        command.Parameters.Add(new NpgsqlParameter { Value = uses.Select(use => use.Hash).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
        command.Parameters.Add(new NpgsqlParameter { Value = uses.Select(use => use.KeepUntil.UtcDateTime).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
        var written = new HashSet<string>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            written.Add(Convert.ToHexString(reader.GetFieldValue<byte[]>(0)));
        }

        return written;
    }

    private static async Task<HashSet<string>> InsertEachAsync(BrokerDatabase database, DbConnection connection, List<UsedIdentifier> uses, CancellationToken ct)
    {
        var written = new HashSet<string>(StringComparer.Ordinal);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO used_identifiers (hash, keep_until) VALUES (@hash, @until) ON CONFLICT (hash) DO NOTHING";
        command.Bind("@hash", null).Bind("@until", null);
        foreach (var use in uses)
        {
            command.Parameters[0].Value = use.Hash;
            command.Parameters[1].Value = database.Instant(use.KeepUntil);
            if (await command.ExecuteNonQueryAsync(ct) == 1)
            {
                written.Add(use.Key);
            }
        }

        await transaction.CommitAsync(ct);
        return written;
    }
}
