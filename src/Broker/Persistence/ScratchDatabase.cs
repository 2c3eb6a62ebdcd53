using Npgsql;

namespace ZioExchange.Broker.Persistence;

/// <summary>An empty database beside the broker's own, to try a backup in; gone when disposed. On PostgreSQL its user must be allowed to create databases.</summary>
public sealed class ScratchDatabase : IAsyncDisposable
{
    private readonly BrokerDatabase _beside;
    private readonly string _name;

    private ScratchDatabase(BrokerDatabase beside, string name, BrokerDatabase database) => (_beside, _name, Database) = (beside, name, database);

    public BrokerDatabase Database { get; }

    /// <exception cref="System.Data.Common.DbException">The server does not allow it.</exception>
    public static async Task<ScratchDatabase> CreateAsync(BrokerDatabase beside, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(beside);
        var name = $"zio_scratch_{Guid.NewGuid():N}"[..28];
        if (beside.Provider is DatabaseProvider.Sqlite)
        {
            var file = Path.Combine(System.IO.Directory.CreateTempSubdirectory(name).FullName, "zio.db");
            return new ScratchDatabase(beside, file, new BrokerDatabase(DatabaseProvider.Sqlite, $"Data Source={file};Pooling=False"));
        }

        await RunAsync(beside, $"CREATE DATABASE {name} TEMPLATE template0", ct);
        var settings = new NpgsqlConnectionStringBuilder(beside.ConnectionString) { Database = name, Pooling = false };
        return new ScratchDatabase(beside, name, new BrokerDatabase(DatabaseProvider.Postgres, settings.ConnectionString));
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        if (_beside.Provider is DatabaseProvider.Sqlite)
        {
            System.IO.Directory.Delete(Path.GetDirectoryName(_name)!, recursive: true);
            return;
        }

        await RunAsync(_beside, $"DROP DATABASE IF EXISTS {_name} WITH (FORCE)", CancellationToken.None);
    }

    private static async Task RunAsync(BrokerDatabase database, string sql, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A name made above.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 60;
        await command.ExecuteNonQueryAsync(ct);
    }
}
