using System.Data.Common;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit.Storage;

/// <summary>Table log_key_successions: the rotations of the signing key.</summary>
internal static class KeyStatements
{
    /// <summary>The keys of the log, as far as its rotations tie them to the key given.</summary>
    public static async Task<KeySuccession> SuccessionAsync(DbConnection connection, DbTransaction? transaction, VerifierKey trusted, CancellationToken ct) =>
        KeySuccession.Of(trusted, await ReadAsync(connection, transaction, ct));

    public static async Task<IReadOnlyList<string>> ReadAsync(DbConnection connection, DbTransaction? transaction, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT statement FROM log_key_successions ORDER BY from_size";
        var notes = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            notes.Add(reader.GetString(0));
        }

        return notes;
    }

    public static async Task AddAsync(DbConnection connection, DbTransaction transaction, long from, string statement, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO log_key_successions (from_size, statement) VALUES (@from, @statement)";
        await command.Bind("@from", from).Bind("@statement", statement).ExecuteNonQueryAsync(ct);
    }
}
