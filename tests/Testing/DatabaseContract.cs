using Xunit;

namespace ZioExchange.Testing;

/// <summary>Tests that every database must pass alike: each test gets a migrated database of its own, dropped after it.</summary>
public abstract class DatabaseContract(ITestDatabase database) : IAsyncLifetime
{
    protected ITestDatabase TestDatabase => database;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await database.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await database.DropAsync();
        GC.SuppressFinalize(this);
    }
}
