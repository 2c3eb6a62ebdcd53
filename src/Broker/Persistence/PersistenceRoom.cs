using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Persistence;

/// <summary>Puts the database into the program: one data source, and EF Core contexts over it.</summary>
public static class PersistenceRoom
{
    public static void AddPersistence(this IServiceCollection services, BrokerSettings settings)
    {
        services.AddSingleton(_ => new BrokerDatabase(settings.Provider, settings.ConnectionString));
        services.AddDbContextFactory<BrokerDbContext>((provider, options) => Configure(options, provider.GetRequiredService<BrokerDatabase>()));
    }

    /// <summary>A context on a connection that someone else opened, to write inside its transaction.</summary>
    public static async Task<BrokerDbContext> JoinAsync(this BrokerDatabase database, DbConnection connection, DbTransaction transaction, CancellationToken ct)
    {
        var options = new DbContextOptionsBuilder<BrokerDbContext>();
        if (database.Provider is DatabaseProvider.Postgres)
        {
            options.UseNpgsql(connection);
        }
        else
        {
            options.UseSqlite(connection);
        }

        var db = new BrokerDbContext(options.Options);
        await db.Database.UseTransactionAsync(transaction, ct);
        return db;
    }

    /// <summary>Opens a transaction in which every read sees one moment and no writer waits: repeatable read on PostgreSQL, a deferred transaction on SQLite.</summary>
    public static async Task<IDbContextTransaction> BeginSnapshotAsync(this BrokerDbContext db, CancellationToken ct)
    {
        if (db.Database.GetDbConnection() is not SqliteConnection sqlite)
        {
            return await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        }

        await db.Database.OpenConnectionAsync(ct);
        return (await db.Database.UseTransactionAsync(sqlite.BeginTransaction(deferred: true), ct))!;
    }

    private static void Configure(DbContextOptionsBuilder options, BrokerDatabase database)
    {
        if (database.Provider is DatabaseProvider.Postgres)
        {
            options.UseNpgsql(database.ConnectionString);
        }
        else
        {
            options.UseSqlite(database.ConnectionString);
        }
    }
}
