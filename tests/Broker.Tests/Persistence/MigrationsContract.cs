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

    [Fact]
    public async Task A_code_that_names_no_number_ends_because_no_newer_code_can_end_it()
    {
        await using var scratch = await ScratchDatabase.CreateAsync(TestDatabase.Database, Ct);
        var bytes = scratch.Database.Provider is DatabaseProvider.Postgres ? "'\\x0{0}'::bytea" : "x'0{0}'";
        foreach (var script in MigrationScript.For(scratch.Database.Provider))
        {
            if (script.Version == 95)
            {
                await AddAsync(1, "NULL");
                await AddAsync(2, Bytes(9));
            }

            await RunAsync(script.Sql, scratch.Database);
        }

        await using var connection = await scratch.Database.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT organisation_id FROM coupling_codes WHERE expires_at > created_at";
        Assert.Equal("school-2", await command.ExecuteScalarAsync(Ct));

        string Bytes(int value) => string.Format(System.Globalization.CultureInfo.InvariantCulture, bytes, value);

        Task AddAsync(int number, string lookup) => RunAsync(
            $"INSERT INTO coupling_codes (lookup, id, organisation_id, wrapped_number, created_at, expires_at, number_lookup) VALUES ({Bytes(number)}, '0000000{number}-0000-0000-0000-000000000000', 'school-{number}', {Bytes(0)}, '2026-11-01T00:00:00.0000000Z', '2026-12-01T00:00:00.0000000Z', {lookup})",
            scratch.Database);
    }

    private async Task RunAsync(string sql, BrokerDatabase? on = null)
    {
        await using var connection = await (on ?? TestDatabase.Database).OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }
}

public sealed class MigrationsOnSqlite() : MigrationsContract(new SqliteDatabase());

public sealed class MigrationsOnPostgres() : MigrationsContract(new PostgresDatabase());
