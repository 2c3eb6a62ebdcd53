using Npgsql;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Testing;

/// <summary>The PostgreSQL server of this test process: the one ZIO_TEST_POSTGRES names, else a throwaway cluster, started once.</summary>
public sealed class PostgresServer
{
    // The runners of xUnit.net take a message with this start for a skipped test.
    private const string SkipToken = "$XunitDynamicSkip$";

    private static readonly Lazy<Task<PostgresServer>> Shared = new(StartAsync);
    private readonly Lazy<Task<string>> _template;

    private PostgresServer(string connectionString)
    {
        ConnectionString = connectionString;
        _template = new(MakeTemplateAsync);
    }

    /// <summary>Of a user who may create databases; connects to a database that always exists.</summary>
    public string ConnectionString { get; }

    public static Task<PostgresServer> SharedAsync() => Shared.Value;

    /// <summary>The name of a database with every script applied and nobody connected: CREATE DATABASE ... TEMPLATE copies it.</summary>
    public Task<string> TemplateAsync() => _template.Value;

    public async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Test code: the text comes from this folder only.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<PostgresServer> StartAsync()
    {
        var given = Environment.GetEnvironmentVariable("ZIO_TEST_POSTGRES");
        return string.IsNullOrWhiteSpace(given) ? await AloneAsync() : new PostgresServer(given);
    }

    /// <summary>A throwaway cluster for one test that changes what holds for the whole server.</summary>
    public static async Task<PostgresServer> AloneAsync() => new(await ThrowawayCluster.StartAsync(Binaries()));

    /// <summary>Where the server's programs are; outside CI a test that needs them is skipped where there are none.</summary>
    public static string Binaries()
    {
        var binaries = ThrowawayCluster.FindBinaries();
        return binaries ?? throw Absent("No PostgreSQL under /usr/lib/postgresql and ZIO_TEST_POSTGRES is not set.");
    }

    /// <summary>What a test throws that needs a program that is not installed: on CI it fails, elsewhere it is skipped.</summary>
    internal static InvalidOperationException Absent(string reason) => new(Environment.GetEnvironmentVariable("CI") == "true" ? reason : SkipToken + reason);

    private async Task<string> MakeTemplateAsync()
    {
        // One template a process: a server that outlives it may be shared by several test processes.
        var name = $"zio_template_{Environment.ProcessId}_{Guid.NewGuid():N}"[..40];
        await RunAsync($"CREATE DATABASE {name}");
        var settings = new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name, Pooling = false };
        await using var database = new BrokerDatabase(DatabaseProvider.Postgres, settings.ConnectionString);
        await Migrations.ApplyAsync(database, CancellationToken.None);
        return name;
    }
}
