using Xunit;
using ZioExchange.Broker.Persistence;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Nodes;

/// <summary>What one node does for all is done by one, and by another when that one is gone.</summary>
public abstract class BackgroundTurnsContract(ITestDatabase database) : DatabaseContract(database)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Of_nodes_that_reach_for_a_turn_at_once_one_gets_it()
    {
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => TestDatabase.Database.TakeTurnAsync("job", Hour, Ct)));

        Assert.Equal(1, taken.Count(each => each));
        Assert.True(await TestDatabase.Database.TakeTurnAsync("another job", Hour, Ct));
    }

    [Fact]
    public async Task A_turn_comes_again_when_its_pause_is_over_and_not_before()
    {
        await TestDatabase.Database.TakeTurnAsync("job", Hour, Ct);
        await TestDatabase.Database.EndTurnAsync("job", Hour, Ct);
        var early = await TestDatabase.Database.TakeTurnAsync("job", Hour, Ct);
        await TestDatabase.Database.EndTurnAsync("job", TimeSpan.Zero, Ct);

        Assert.False(early);
        Assert.True(await TestDatabase.Database.TakeTurnAsync("job", Hour, Ct));
    }

    [Fact]
    public async Task The_turn_of_a_node_that_died_passes_to_another_when_its_time_is_over()
    {
        await TestDatabase.Database.TakeTurnAsync("job", TimeSpan.Zero, Ct);

        Assert.True(await TestDatabase.Database.TakeTurnAsync("job", Hour, Ct));
    }

    [Fact]
    public async Task A_turn_that_was_taken_before_the_clock_of_the_database_was_set_back_holds_nothing_up()
    {
        await TestDatabase.Database.TakeTurnAsync("job", Hour, Ct);
        await using (var connection = await TestDatabase.Database.OpenAsync(Ct))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE background_turns SET due_at = due_at + 100000";
            await command.ExecuteNonQueryAsync(Ct);
        }

        Assert.True(await TestDatabase.Database.TakeTurnAsync("job", Hour, Ct));
        Assert.False(await TestDatabase.Database.TakeTurnAsync("job", Hour, Ct));
    }
}

public sealed class BackgroundTurnsOnSqlite() : BackgroundTurnsContract(new SqliteDatabase());

[Trait("Needs", "Postgres")]
public sealed class BackgroundTurnsOnPostgres() : BackgroundTurnsContract(new PostgresDatabase());
