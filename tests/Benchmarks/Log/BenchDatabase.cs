using Microsoft.Data.Sqlite;
using Npgsql;
using ZioExchange.Broker.Persistence;
using ZioExchange.Testing;

namespace ZioExchange.Benchmarks.Log;

/// <summary>An empty, migrated database whose commits are durable: a SQLite file in the temporary folder, or a PostgreSQL cluster of its own with fsync on.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private readonly string? _file;

    private BenchDatabase(BrokerDatabase database, string? file) => (Database, _file) = (database, file);

    public BrokerDatabase Database { get; }

    public static async Task<BenchDatabase> CreateAsync(DatabaseProvider provider)
    {
        var file = provider is DatabaseProvider.Sqlite ? Path.Combine(Path.GetTempPath(), $"zio-bench-{Guid.NewGuid():N}.db") : null;
        var database = new BrokerDatabase(provider, file is null ? await FreshAsync() : new SqliteConnectionStringBuilder { DataSource = file }.ConnectionString);
        await Migrations.ApplyAsync(database, CancellationToken.None);
        return new BenchDatabase(database, file);
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        foreach (var part in new[] { "", "-wal", "-shm" }.Where(_ => _file is not null))
        {
            File.Delete(_file + part);
        }
    }

    /// <summary>The server that <c>ZIO_BENCH_POSTGRES</c> names, or one of its own with fsync on.</summary>
    public static async Task<string> ServerAsync()
    {
        var given = Environment.GetEnvironmentVariable("ZIO_BENCH_POSTGRES");
        return string.IsNullOrWhiteSpace(given)
            ? await ThrowawayCluster.StartAsync(ThrowawayCluster.FindBinaries() ?? throw new InvalidOperationException("No PostgreSQL is installed, and ZIO_BENCH_POSTGRES is not set."), fsync: true)
            : given;
    }

    private static async Task<string> FreshAsync()
    {
        var server = await ServerAsync();
        var name = $"zio_bench_{Guid.NewGuid():N}"[..30];
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = true, MaxPoolSize = 40 }.ConnectionString;
    }
}
