using Microsoft.Data.Sqlite;
using Npgsql;

namespace ZioExchange.Broker.Persistence;

/// <summary>The whole database in one file and back: the online copy of SQLite, <c>pg_dump</c> and <c>pg_restore</c> of PostgreSQL. One moment, while nodes serve.</summary>
public static class DatabaseCopy
{
    public static string FileName(DatabaseProvider provider) => provider is DatabaseProvider.Postgres ? "database.dump" : "database.sqlite";

    /// <param name="file">Must not exist.</param>
    /// <exception cref="DatabaseCopyException">The copy failed; the message says how, without a password.</exception>
    public static async Task WriteAsync(BrokerDatabase database, string file, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (database.Provider is DatabaseProvider.Postgres)
        {
            await PostgresTools.RunAsync("pg_dump", database.ConnectionString, ["--format=custom", "--no-owner", "--no-privileges", "--file", file], ct);
            return;
        }

        await using var from = await database.OpenAsync(ct);
        await using var to = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        await to.OpenAsync(ct);
        ((SqliteConnection)from).BackupDatabase(to);
    }

    /// <summary>Whether nothing stands in the database yet: only then may a copy be put there.</summary>
    public static async Task<bool> IsEmptyAsync(BrokerDatabase database, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (database.Provider is DatabaseProvider.Sqlite && !File.Exists(FileOf(database)))
        {
            return true;
        }

        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = database.Provider is DatabaseProvider.Postgres
            ? "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
            : "SELECT count(*) FROM sqlite_master WHERE type = 'table'";
        return (long)(await command.ExecuteScalarAsync(ct))! == 0;
    }

    /// <summary>Puts a copy into an empty database: all of it or nothing of it.</summary>
    /// <exception cref="DatabaseCopyException">The file is no copy, or it does not fit here.</exception>
    public static async Task ReadAsync(BrokerDatabase database, string file, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (database.Provider is DatabaseProvider.Postgres)
        {
            await PostgresTools.RunAsync(
                "pg_restore", database.ConnectionString, ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", "--dbname", new NpgsqlConnectionStringBuilder(database.ConnectionString).Database!, file], ct);
            return;
        }

        var target = FileOf(database);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var half = target + ".new";
        File.Copy(file, half, overwrite: true);
        File.Move(half, target);
    }

    private static string FileOf(BrokerDatabase database) => Path.GetFullPath(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource);
}
