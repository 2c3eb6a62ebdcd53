using ZioExchange.Broker.Persistence;

namespace ZioExchange.Testing;

/// <summary>A migrated SQLite file in a folder of its own, gone after the test.</summary>
public sealed class SqliteDatabase : ITestDatabase
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"zio-sqlite-{Guid.NewGuid():N}");
    private BrokerDatabase? _database;

    public BrokerDatabase Database => _database ?? throw new InvalidOperationException("Call CreateAsync first.");

    public async Task CreateAsync()
    {
        System.IO.Directory.CreateDirectory(_folder);
        _database = new BrokerDatabase(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(_folder, "zio.db")}");
        await Migrations.ApplyAsync(_database, CancellationToken.None);
    }

    public async Task DropAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        if (System.IO.Directory.Exists(_folder))
        {
            System.IO.Directory.Delete(_folder, recursive: true);
        }
    }

    public ValueTask DisposeAsync() => new(DropAsync());
}
