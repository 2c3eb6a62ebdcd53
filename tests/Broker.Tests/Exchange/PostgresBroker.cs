using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Exchange;

/// <summary>A broker on a PostgreSQL database of its own.</summary>
public sealed class PostgresBroker : BrokerFixture
{
    private readonly PostgresDatabase _database = new();

    protected override async Task<string[]> ArgumentsAsync()
    {
        await _database.CreateAsync();
        return ["--Database:Provider", "Postgres", "--Database:ConnectionString", _database.Database.ConnectionString];
    }

    protected override Task DropAsync() => _database.DropAsync();
}
