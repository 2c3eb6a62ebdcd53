using Xunit;
using ZioExchange.Broker.Persistence;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Persistence;

/// <summary>What the migrations promise, whatever database is under them.</summary>
public abstract class MigrationsContract(ITestDatabase database) : DatabaseContract(database)
{
    [Fact]
    public async Task A_migrated_database_has_nothing_pending_and_a_second_run_does_nothing()
    {
        Assert.Empty(await Migrations.PendingAsync(TestDatabase.Database, Ct));
        Assert.Empty(await Migrations.ApplyAsync(TestDatabase.Database, Ct));
    }

    [Fact]
    public async Task A_changed_script_is_refused()
    {
        await RunAsync("UPDATE schema_versions SET checksum = 'something else' WHERE version = 1");

        await Assert.ThrowsAsync<MigrationException>(() => Migrations.ApplyAsync(TestDatabase.Database, Ct));
        await Assert.ThrowsAsync<MigrationException>(() => Migrations.PendingAsync(TestDatabase.Database, Ct));
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused()
    {
        await RunAsync("INSERT INTO schema_versions (version, name, checksum, applied_at) VALUES (999, 'V999_Later.sql', '', '')");

        await Assert.ThrowsAsync<NewerSchemaException>(() => Migrations.ApplyAsync(TestDatabase.Database, Ct));
    }

    [Fact]
    public async Task An_empty_database_reports_every_script_and_stays_empty()
    {
        await RunAsync("DROP TABLE schema_versions");

        Assert.Equal(MigrationScript.For(TestDatabase.Database.Provider), await Migrations.PendingAsync(TestDatabase.Database, Ct));
        Assert.Equal(MigrationScript.For(TestDatabase.Database.Provider), await Migrations.PendingAsync(TestDatabase.Database, Ct));
    }

    private async Task RunAsync(string sql)
    {
        await using var connection = await TestDatabase.Database.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }
}

public sealed class MigrationsOnSqlite() : MigrationsContract(new SqliteDatabase());

public sealed class MigrationsOnPostgres() : MigrationsContract(new PostgresDatabase());
