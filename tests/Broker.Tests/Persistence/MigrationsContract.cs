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

    [Theory]
    [InlineData("version = 50")]
    [InlineData("version >= 90")]
    [InlineData("version > 0")]
    public async Task Rows_of_the_applied_scripts_that_somebody_deleted_are_put_back_when_the_database_shows_that_they_were(string deleted)
    {
        var before = await VersionsAsync();
        await RunAsync($"DELETE FROM schema_versions WHERE {deleted}");

        var fault = await Assert.ThrowsAsync<MigrationException>(() => Migrations.ApplyAsync(TestDatabase.Database, Ct));
        Assert.Contains("zio migrate --put-back", fault.Message, StringComparison.Ordinal);
        Assert.NotEmpty(await Migrations.PutBackAsync(TestDatabase.Database, Ct));

        Assert.Equal(before, await VersionsAsync());
        Assert.Empty(await Migrations.ApplyAsync(TestDatabase.Database, Ct));
        Assert.Empty(await Migrations.PutBackAsync(TestDatabase.Database, Ct));
    }

    [Fact]
    public async Task A_script_that_was_not_applied_is_not_written_down_as_if_it_were()
    {
        await RunAsync("DELETE FROM schema_versions WHERE version IN (50, 96)");
        await RunAsync("DROP TABLE background_turns");
        if (MigrationScript.For(TestDatabase.Database.Provider)[^1].Version > 96)
        {
            // A later one stands, so this one must have been there: something else was taken away.
            var fault = await Assert.ThrowsAsync<MigrationException>(() => Migrations.PutBackAsync(TestDatabase.Database, Ct));
            Assert.Contains("background_turns", fault.Message, StringComparison.Ordinal);
            await RunAsync("DELETE FROM schema_versions WHERE version > 96");
            await RunAsync("ALTER TABLE log_witnessed DROP COLUMN statement");
        }

        Assert.Equal([50], (await Migrations.PutBackAsync(TestDatabase.Database, Ct)).Select(script => script.Version));
        Assert.Equal(96, (await Migrations.ApplyAsync(TestDatabase.Database, Ct))[0].Version);
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

    private async Task<string> VersionsAsync()
    {
        await using var connection = await TestDatabase.Database.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT version, name, checksum FROM schema_versions ORDER BY version";
        var rows = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(Ct);
        while (await reader.ReadAsync(Ct))
        {
            rows.Add($"{reader.GetInt32(0)} {reader.GetString(1)} {reader.GetString(2)}");
        }

        return string.Join('\n', rows);
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
