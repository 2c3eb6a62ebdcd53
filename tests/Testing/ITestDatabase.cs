using ZioExchange.Broker.Persistence;

namespace ZioExchange.Testing;

/// <summary>One empty, migrated database for one test. Contract classes take it, and a sealed class per database names which.</summary>
public interface ITestDatabase : IAsyncDisposable
{
    /// <summary>Set after <see cref="CreateAsync"/>.</summary>
    BrokerDatabase Database { get; }

    Task CreateAsync();

    Task DropAsync();
}
