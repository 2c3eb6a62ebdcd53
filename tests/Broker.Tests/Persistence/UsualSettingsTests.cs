using Npgsql;
using Xunit;
using ZioExchange.Broker.Persistence;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Persistence;

/// <summary>What the broker sets on a connection to PostgreSQL by itself, and what it leaves to the operator.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class UsualSettingsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_says_nothing_gets_prepared_statements_and_short_waits()
    {
        var settings = await SettingsAsync("Host=/tmp/nowhere;Username=zio");

        Assert.Equal((50, 3, 5, 10), (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages, settings.Timeout, settings.CommandTimeout));
        Assert.Equal(-1, settings.CancellationTimeout);
    }

    [Theory]
    [InlineData("Max Auto Prepare=0;Auto Prepare Min Usages=7;Timeout=9;Command Timeout=33")]
    [InlineData("maxautoprepare=0;AUTOPREPAREMINUSAGES=7;timeout=9;CommandTimeout=33")]
    public async Task What_the_operator_says_wins(string said)
    {
        var settings = await SettingsAsync("Host=/tmp/nowhere;Username=zio;" + said);

        Assert.Equal((0, 7, 9, 33), (settings.MaxAutoPrepare, settings.AutoPrepareMinUsages, settings.Timeout, settings.CommandTimeout));
    }

    [Fact]
    public async Task A_cancelled_commit_is_never_waited_for_whatever_the_operator_says() =>
        Assert.Equal(-1, (await SettingsAsync("Host=/tmp/nowhere;Username=zio;Cancellation Timeout=2000")).CancellationTimeout);

    [Theory]
    [InlineData("", 1)]
    [InlineData("Max Auto Prepare=0", 0)]
    public async Task A_statement_that_comes_again_is_prepared_unless_the_operator_has_a_pooler_between(string said, long prepared)
    {
        var server = await PostgresServer.SharedAsync();
        await using var database = new BrokerDatabase(DatabaseProvider.Postgres, $"{server.ConnectionString};Pooling=true;{said}");
        await using var connection = await database.OpenAsync(Ct);
        for (var time = 0; time < 5; time++)
        {
            Assert.Equal(7L, await AskAsync(connection, "SELECT 7::bigint"));
        }

        Assert.Equal(prepared, await AskAsync(connection, "SELECT count(*) FROM pg_prepared_statements WHERE statement = 'SELECT 7::bigint'"));
    }

    private static async Task<object?> AskAsync(System.Data.Common.DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts stand above.
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(Ct);
    }

    private static async Task<NpgsqlConnectionStringBuilder> SettingsAsync(string connectionString)
    {
        await using var database = new BrokerDatabase(DatabaseProvider.Postgres, connectionString);
        return new NpgsqlConnectionStringBuilder(database.ConnectionString);
    }
}
