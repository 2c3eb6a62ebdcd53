using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ZioExchange.Broker.Persistence;

/// <summary>Whether the database takes more: a full or read-only one still answers every question, and refuses every entry of the log.</summary>
public static class DatabaseRoom
{
    /// <summary>Less than this is some hours of a busy broker at most.</summary>
    public const long Least = 64L << 20;

    // Eight megabytes for a moment, in a table that nobody else sees and that leaves nothing in the write-ahead log.
    private const string Try = "CREATE TEMP TABLE zio_room ON COMMIT DROP AS SELECT repeat('x', 1000) AS filling FROM generate_series(1, 8000)";

    /// <summary>Asks the server for room and gives it back; of a file looks at the disk that it stands on. Changes nothing.</summary>
    /// <returns>What was found, in words.</returns>
    /// <exception cref="DbException">The server has no room, or takes nothing.</exception>
    /// <exception cref="IOException">There is too little room on the disk.</exception>
    public static async Task<string> LookAsync(BrokerDatabase database, string dataPath, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(database);
        var free = FreeAt(dataPath);
        if (database.Provider is DatabaseProvider.Postgres)
        {
            await using var connection = await database.OpenAsync(ct);
            await using var transaction = await connection.BeginTransactionAsync(ct);
            await using var command = connection.Command(transaction, Try);
            await command.ExecuteNonQueryAsync(ct);
            await transaction.RollbackAsync(ct);
        }
        else
        {
            free = Math.Min(free, FreeAt(Path.GetDirectoryName(Path.GetFullPath(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource))!));
        }

        return free < Least
            ? throw new IOException("Less than 64 MB free.")
            : string.Create(CultureInfo.InvariantCulture, $"{(database.Provider is DatabaseProvider.Postgres ? "the database takes more, " : "")}{free >> 20} MB free here");
    }

    private static long FreeAt(string folder) =>
        System.IO.Directory.Exists(folder) || Path.GetDirectoryName(folder) is not { } above ? new DriveInfo(folder).AvailableFreeSpace : FreeAt(above);   // one that is made at the first start
}
