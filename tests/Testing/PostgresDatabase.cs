using Npgsql;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Testing;

/// <summary>A PostgreSQL database cloned from a migrated template, dropped after the test.</summary>
/// <remarks>Skips with a reason where no PostgreSQL is installed, except on CI (CI=true), where that is a failure.</remarks>
public sealed class PostgresDatabase : ITestDatabase
{
    private readonly string _name = $"zio_{Guid.NewGuid():N}";
    private BrokerDatabase? _database;

    public BrokerDatabase Database => _database ?? throw new InvalidOperationException("Call CreateAsync first.");

    public async Task CreateAsync()
    {
        var server = await PostgresServer.SharedAsync();
        var template = await server.TemplateAsync();
        await server.RunAsync($"CREATE DATABASE {_name} TEMPLATE {template}");
        _database = new BrokerDatabase(DatabaseProvider.Postgres, new NpgsqlConnectionStringBuilder(server.ConnectionString)
        {
            Database = _name,
            MaxPoolSize = 12,
        }.ConnectionString);
    }

    public async Task DropAsync()
    {
        if (_database is null)
        {
            return;
        }

        await _database.DisposeAsync();
        var server = await PostgresServer.SharedAsync();
        await server.RunAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
    }

    public ValueTask DisposeAsync() => new(DropAsync());
}
