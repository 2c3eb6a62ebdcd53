using System.Data.Common;
using ZioExchange.Broker.Audit.Tree;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Audit.Storage;

/// <summary>The one row that says how long the log is. Whoever locks it is the only one who appends, over all nodes.</summary>
internal sealed record LogHead(long Size, byte[] Edge, long KeysGeneration, string? SigningKey)
{
    // A server that was told to answer before the disk has it is overruled, for this transaction alone.
    private const string LockOnPostgres = """
        SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off';
        SELECT size, edge, keys_generation, signing_key FROM log_head WHERE id = 1 FOR UPDATE
        """;

    private const string Read = "SELECT size, edge, keys_generation, signing_key FROM log_head WHERE id = 1";

    /// <summary>Reads the head and keeps every other writer out until the transaction ends.</summary>
    public static async Task<LogHead> LockAsync(BrokerDatabase database, DbConnection connection, DbTransaction transaction, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;   // SQLite: begun as BEGIN IMMEDIATE, so the write lock is held already
        command.CommandText = database.Provider is DatabaseProvider.Postgres ? LockOnPostgres : Read;
        return await ReadAsync(command, ct);
    }

    public static async Task<LogHead> ReadAsync(DbConnection connection, DbTransaction transaction, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = Read;
        return await ReadAsync(command, ct);
    }

    /// <summary>Names the key that signs from now on, in the row that every writer must lock: another key, made by mistake, signs nothing.</summary>
    public async Task<LogHead> NameKeyAsync(DbConnection connection, DbTransaction transaction, string key, CancellationToken ct)
    {
        if (SigningKey is not null)
        {
            return this;
        }

        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "UPDATE log_head SET signing_key = @key WHERE id = 1";
        await command.Bind("@key", key).ExecuteNonQueryAsync(ct);
        return this with { SigningKey = key };
    }

    public CompactRange Range() => CompactRange.FromEdge(Size, Edge);

    private static async Task<LogHead> ReadAsync(DbCommand command, CancellationToken ct)
    {
        await using var reader = await command.ExecuteReaderAsync(ct);
        do
        {
            if (reader.FieldCount == 4)
            {
                return await reader.ReadAsync(ct)
                    ? new((long)reader.GetValue(0), (byte[])reader.GetValue(1), (long)reader.GetValue(2), reader.GetValue(3) as string)
                    : throw new InvalidOperationException("The log has no head row: the database is damaged. Run audit verify.");
            }
        }
        while (await reader.NextResultAsync(ct));

        throw new InvalidOperationException("The head of the log cannot be read.");
    }
}
