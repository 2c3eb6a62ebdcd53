using System.Data.Common;

namespace ZioExchange.Broker.Persistence;

/// <summary>Brings a database to the schema of this program by numbered scripts, each applied once.</summary>
/// <remarks>
/// Table <c>schema_versions</c> keeps the checksum of every applied script. All pending scripts run in one transaction, under an
/// advisory lock (PostgreSQL) or the file's write lock (SQLite): two nodes that start together apply each script once.
/// </remarks>
public static class Migrations
{
    // Any constant will do, as long as nothing else takes the same advisory lock: "ZioSchem" in ASCII.
    private const long AdvisoryLock = 0x5A696F536368656D;

    private const string CreateTable =
        "CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL)";

    /// <summary>Applies what is pending and returns it, oldest first; an empty list means that nothing had to be done.</summary>
    /// <exception cref="MigrationException">An applied script has changed since, what a script makes is there already, or the database is newer than this program. Nothing was applied.</exception>
    public static async Task<IReadOnlyList<MigrationScript>> ApplyAsync(BrokerDatabase database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);   // SQLite: BEGIN IMMEDIATE
        if (database.Provider is DatabaseProvider.Postgres)
        {
            await RunAsync(connection, transaction, $"SELECT pg_advisory_xact_lock({AdvisoryLock})", ct);
        }

        await RunAsync(connection, transaction, CreateTable, ct);
        var pending = Compare(MigrationScript.For(database.Provider), await AppliedAsync(connection, transaction, ct));
        foreach (var script in pending)
        {
            try
            {
                await RunAsync(connection, transaction, script.Sql, ct);
            }
            catch (DbException fault) when (SaysItIsThere(fault))
            {
                throw new MigrationException(
                    $"{script.Name}: what it makes is in the database already, but the table schema_versions does not say that it was applied; somebody deleted its row. Nothing was changed. Run: zio migrate --put-back");
            }

            await RecordAsync(connection, transaction, script, ct);
        }

        await transaction.CommitAsync(ct);
        return pending;
    }

    /// <summary>Writes down again that scripts were applied whose rows of <c>schema_versions</c> were deleted, when the database is what they make of it; applies nothing.</summary>
    /// <returns>The scripts whose rows came back. What is pending after that really is.</returns>
    /// <exception cref="MigrationException">The database is not what any number of the scripts makes: the message names a difference. Nothing was changed.</exception>
    public static async Task<IReadOnlyList<MigrationScript>> PutBackAsync(BrokerDatabase database, CancellationToken ct)
    {
        var pending = await PendingAsync(database, ct);
        if (pending.Count == 0)
        {
            return pending;
        }

        var scripts = MigrationScript.For(database.Provider);
        var lastKnown = scripts.Except(pending).Select(script => script.Version).DefaultIfEmpty(0).Max();
        var reached = await SchemaShape.ReachedAsync(database, scripts, lastKnown, ct);
        List<MigrationScript> lost = [.. pending.Where(script => script.Version <= reached)];
        await using var connection = await database.OpenAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        await RunAsync(connection, transaction, CreateTable, ct);
        foreach (var script in lost)
        {
            await RecordAsync(connection, transaction, script, ct);
        }

        await transaction.CommitAsync(ct);
        return lost;
    }

    /// <summary>What <see cref="ApplyAsync"/> would apply; changes nothing, not even an empty database.</summary>
    /// <exception cref="MigrationException">An applied script has changed since, or the database is newer than this program.</exception>
    public static async Task<IReadOnlyList<MigrationScript>> PendingAsync(BrokerDatabase database, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var question = connection.CreateCommand();
        question.CommandText = database.Provider is DatabaseProvider.Postgres
            ? "SELECT count(*) FROM pg_class WHERE oid = to_regclass('schema_versions')"
            : "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_versions'";
        var known = (long)(await question.ExecuteScalarAsync(ct))! > 0;
        var scripts = MigrationScript.For(database.Provider);

        return known ? Compare(scripts, await AppliedAsync(connection, null, ct)) : scripts;
    }

    // PostgreSQL has codes for it: a table, column, function or other thing of that name. SQLite has words.
    private static bool SaysItIsThere(DbException fault) => fault is Npgsql.PostgresException
        ? fault.SqlState is Npgsql.PostgresErrorCodes.DuplicateTable or Npgsql.PostgresErrorCodes.DuplicateColumn or Npgsql.PostgresErrorCodes.DuplicateFunction or Npgsql.PostgresErrorCodes.DuplicateObject
        : fault.Message.Contains("already exists", StringComparison.Ordinal) || fault.Message.Contains("duplicate column name", StringComparison.Ordinal);

    private static List<MigrationScript> Compare(IReadOnlyList<MigrationScript> scripts, Dictionary<int, string> applied)
    {
        foreach (var (version, checksum) in applied)
        {
            var script = scripts.FirstOrDefault(script => script.Version == version)
                ?? throw new NewerSchemaException($"The database has schema version {version}, which this program does not know. Run a newer program.");
            if (script.Checksum != checksum)
            {
                throw new MigrationException($"{script.Name} was applied in another form. Restore the script; write changes in a new one.");
            }
        }

        return [.. scripts.Where(script => !applied.ContainsKey(script.Version))];
    }

    private static async Task<Dictionary<int, string>> AppliedAsync(DbConnection connection, DbTransaction? transaction, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT version, checksum FROM schema_versions";
        var applied = new Dictionary<int, string>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            applied.Add(reader.GetInt32(0), reader.GetString(1));
        }

        return applied;
    }

    private static async Task RecordAsync(DbConnection connection, DbTransaction transaction, MigrationScript script, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO schema_versions (version, name, checksum, applied_at) VALUES (@version, @name, @checksum, @at)";
        command.Bind("@version", script.Version).Bind("@name", script.Name).Bind("@checksum", script.Checksum)
            .Bind("@at", TimeProvider.System.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        await command.ExecuteNonQueryAsync(ct);
    }

    private static async Task RunAsync(DbConnection connection, DbTransaction transaction, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Scripts and statements of this program only; nothing from outside.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 0;   // an index over years of entries takes its time
        await command.ExecuteNonQueryAsync(ct);
    }
}
