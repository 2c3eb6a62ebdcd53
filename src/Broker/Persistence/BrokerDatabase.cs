using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ZioExchange.Broker.Persistence;

/// <summary>The broker's database: hands out open connections that are ready to use. One instance for the whole program.</summary>
/// <remarks>
/// Durability: a commit has reached the disk before it returns. SQLite runs in WAL mode with <c>synchronous=FULL</c>; PostgreSQL
/// does so by default (<c>synchronous_commit</c>), and the log insists on it in its own transactions.
/// </remarks>
public sealed class BrokerDatabase : IAsyncDisposable
{
    // FULL: in WAL mode NORMAL may lose the last commits when power fails, and an acknowledged entry may never be lost.
    // secure_delete: a destroyed key is overwritten in the file.
    // wal_autocheckpoint: 32 MB of what was written ahead in place of 4. Pages of indexes that change with each entry are then written to the file eight times less.
    private const string SqlitePragmas =
        "PRAGMA secure_delete=ON; PRAGMA busy_timeout=30000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA wal_autocheckpoint=8000;";

    // What only reads asks for nothing that would be written.
    private const string ReadingPragmas = "PRAGMA query_only=ON; PRAGMA busy_timeout=30000;";

    private readonly NpgsqlDataSource? _postgres;
    private readonly string _pragmas = SqlitePragmas;

    public BrokerDatabase(DatabaseProvider provider, string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        Provider = provider;
        if (provider is DatabaseProvider.Postgres)
        {
            ConnectionString = WithUsualSettings(connectionString);
            _postgres = NpgsqlDataSource.Create(ConnectionString);
        }
        else
        {
            ConnectionString = new SqliteConnectionStringBuilder(connectionString) { DefaultTimeout = 30 }.ConnectionString;
        }
    }

    /// <summary>Whether a broker can be told to use it; whether a database answers there is another matter.</summary>
    public static bool CanUse(DatabaseProvider provider, string connectionString)
    {
        try
        {
            new BrokerDatabase(provider, connectionString)._postgres?.Dispose();
            return true;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or OverflowException or InvalidCastException or InvalidOperationException)
        {
            return false;
        }
    }

    private BrokerDatabase(SqliteConnectionStringBuilder reading)
    {
        Provider = DatabaseProvider.Sqlite;
        ConnectionString = reading.ConnectionString;
        _pragmas = ReadingPragmas;
    }

    public DatabaseProvider Provider { get; }

    /// <summary>May hold a password: never log it.</summary>
    public string ConnectionString { get; }

    /// <summary>False when opening would make an empty database: a file that is not there yet. A server is asked only when it is opened.</summary>
    public bool Exists => _postgres is not null || File.Exists(new SqliteConnectionStringBuilder(ConnectionString).DataSource);

    /// <summary>A SQLite file as it lies there, to read only: evidence that is looked at stays as it was found.</summary>
    /// <remarks>
    /// Without a write-ahead log beside it nobody has it open, and nothing is made in its folder, which may be read-only too. With one, a broker may be
    /// running and goes on; SQLite then wants its index (<c>-shm</c>) of that log beside the file, and makes it when it is not there.
    /// </remarks>
    public static BrokerDatabase ForReading(string file) => new(new SqliteConnectionStringBuilder
    {
        DataSource = $"{new Uri(Path.GetFullPath(file)).AbsoluteUri}{(File.Exists(file + "-wal") ? "" : "?immutable=1")}",
        Mode = SqliteOpenMode.ReadOnly,
        Pooling = false,
        DefaultTimeout = 30,
    });

    /// <summary>An open connection from the pool; disposing it gives it back.</summary>
    /// <exception cref="DbException">The database cannot be reached.</exception>
    public async ValueTask<DbConnection> OpenAsync(CancellationToken ct)
    {
        if (_postgres is not null)
        {
            return await _postgres.OpenConnectionAsync(ct);
        }

        var connection = new SqliteConnection(ConnectionString);
        try
        {
            await connection.OpenAsync(ct);
            await using var command = connection.CreateCommand();
            command.CommandText = _pragmas;
            await command.ExecuteNonQueryAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends what SQLite still keeps of overwritten rows in the log that it writes ahead. PostgreSQL has no such call: docs/runbooks/erasure.md.</summary>
    /// <returns>False when somebody read for five seconds on end, or the disk would not have it, so that it is still there.</returns>
    public async Task<bool> ForgetOverwrittenAsync(CancellationToken ct)
    {
        if (_postgres is not null)
        {
            return true;
        }

        try
        {
            await using var connection = await OpenAsync(ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA busy_timeout=5000; PRAGMA wal_checkpoint(TRUNCATE);";
            await using var reader = await command.ExecuteReaderAsync(ct);
            await reader.NextResultAsync(ct);   // the first is the timeout itself
            return await reader.ReadAsync(ct) && reader.GetInt64(0) == 0;
        }
        catch (SqliteException)
        {
            return false;   // what was overwritten is committed: that the file still has it is no failure of who overwrote it
        }
    }

    /// <summary>Closes what lies idle in the pools when <paramref name="fault"/> says that the server was lost: or each would cost a request of its own.</summary>
    public void ForgetIdleAfter(Exception fault)
    {
        if (_postgres is not null && DatabaseTrouble.IsLossIn(fault))
        {
            _postgres.Clear();
            using var ofContexts = new NpgsqlConnection(ConnectionString);
            NpgsqlConnection.ClearPool(ofContexts);
        }
    }

    /// <summary>Unless the operator decided otherwise: prepared statements (a pooler between may not keep them: <c>Max Auto Prepare=0</c>), and short waits.</summary>
    /// <remarks>A server that vanishes without a word, as at a failover, is given up after seconds; Npgsql's own limits are 15 to connect and 30 for a command.</remarks>
    private static string WithUsualSettings(string connectionString)
    {
        // Npgsql's own builder says of every setting it knows that it holds it, given or not.
        var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
        var names = given.Keys.Cast<string>().Select(name => name.Replace(" ", "", StringComparison.Ordinal)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        settings.MaxAutoPrepare = names.Contains("MaxAutoPrepare") ? settings.MaxAutoPrepare : 50;
        settings.AutoPrepareMinUsages = names.Contains("AutoPrepareMinUsages") ? settings.AutoPrepareMinUsages : 3;
        settings.Timeout = names.Contains("Timeout") ? settings.Timeout : 5;
        settings.CommandTimeout = names.Contains("CommandTimeout") ? settings.CommandTimeout : 10;

        // A cancelled COMMIT that waits for a standby would come back as done, though the standby never confirmed: break the connection instead.
        settings.CancellationTimeout = -1;
        return settings.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
            return;
        }

        await using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }
}
