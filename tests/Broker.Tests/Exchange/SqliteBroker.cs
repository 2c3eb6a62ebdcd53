namespace ZioExchange.Broker.Tests.Exchange;

/// <summary>A broker on the embedded default: a SQLite file in its own data folder.</summary>
public sealed class SqliteBroker : BrokerFixture
{
    protected override Task<string[]> ArgumentsAsync() => Task.FromResult<string[]>([]);
}
