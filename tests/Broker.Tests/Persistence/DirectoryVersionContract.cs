using Xunit;
using ZioExchange.Broker.Persistence;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Persistence;

/// <summary>The database raises the version of the directory itself, whoever writes.</summary>
public abstract class DirectoryVersionContract(ITestDatabase database) : DatabaseContract(database)
{
    [Theory]
    [InlineData("UPDATE organisations SET ended_at = registered_at")]
    [InlineData("DELETE FROM organisation_identifiers")]
    [InlineData("UPDATE client_keys SET retired_at = added_at")]
    [InlineData("DELETE FROM source_endpoints")]
    [InlineData("UPDATE accessions SET withdrawn_at = recorded_at")]
    [InlineData("UPDATE professionals SET ended_at = registered_at")]
    public async Task An_end_in_any_table_raises_the_version(string end)
    {
        await FillAsync();
        var before = await TestDatabase.Database.DirectoryVersionAsync(Ct);

        await RunAsync(end);

        Assert.True(await TestDatabase.Database.DirectoryVersionAsync(Ct) > before);
    }

    [Fact]
    public async Task An_arrival_raises_the_version_and_a_change_that_is_undone_does_not()
    {
        var empty = await TestDatabase.Database.DirectoryVersionAsync(Ct);
        await InsertAsync();
        var filled = await TestDatabase.Database.DirectoryVersionAsync(Ct);

        await using (var connection = await TestDatabase.Database.OpenAsync(Ct))
        await using (var transaction = await connection.BeginTransactionAsync(Ct))
        {
            await using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = "DELETE FROM accessions";
            await command.ExecuteNonQueryAsync(Ct);
            await transaction.RollbackAsync(Ct);
        }

        Assert.True(filled > empty);
        Assert.Equal(filled, await TestDatabase.Database.DirectoryVersionAsync(Ct));
    }

    private async Task FillAsync()
    {
        await InsertAsync();
    }

    private async Task InsertAsync()
    {
        const string At = "'2026-11-01T00:00:00.0000000Z'";
        await RunAsync($"INSERT INTO organisations (id, party, name, fg_contact, is_care_provider, registered_at, ended_at) VALUES ('school-1', 'SCHOOL', 'School', 'fg@example.nl', FALSE, {At}, NULL)");
        await RunAsync("INSERT INTO organisation_identifiers VALUES ('brin', '00AA', 'school-1')");
        await RunAsync($"INSERT INTO client_keys VALUES ('school-1', 'k', '{{}}', {At}, NULL)");
        await RunAsync(TestDatabase.Database.Provider is DatabaseProvider.Postgres
            ? "INSERT INTO source_endpoints VALUES ('school-1', 'School', 'http://localhost', '\\x00')"
            : "INSERT INTO source_endpoints VALUES ('school-1', 'School', 'http://localhost', x'00')");
        await RunAsync($"INSERT INTO accessions VALUES ('00000000-0000-0000-0000-000000000001', 'school-1', '1', 'M01', '2026-01-01', '2026-12-31', 's', {At}, NULL)");
        await RunAsync($"INSERT INTO professionals VALUES ('school-1', 'p', 'IB', {At}, NULL)");
    }

    private async Task RunAsync(string sql)
    {
        await using var connection = await TestDatabase.Database.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, await command.ExecuteNonQueryAsync(Ct));
    }
}

public sealed class DirectoryVersionOnSqlite() : DirectoryVersionContract(new SqliteDatabase());

public sealed class DirectoryVersionOnPostgres() : DirectoryVersionContract(new PostgresDatabase());
