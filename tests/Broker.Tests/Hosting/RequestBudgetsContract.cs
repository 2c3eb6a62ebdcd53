using Xunit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Hosting;

/// <summary>A budget is one for all nodes together, and most uses of it wait for nobody.</summary>
public abstract class RequestBudgetsContract(ITestDatabase database) : DatabaseContract(database)
{
    private const int Limit = 200;

    [Fact]
    public async Task Two_nodes_together_let_through_exactly_the_limit()
    {
        for (var turn = 0; ; turn++)
        {
            // Each turn another organisation: when the minute of the database ended during it, it proves nothing.
            var (organisation, nodes) = ($"org-{turn}", new[] { Node(), Node() });
            var first = await nodes[0].UseAsync(organisation, RequestBudgets.Api, Ct);
            var through = await Task.WhenAll(Enumerable.Range(0, 8).Select(caller => UseAllAsync(nodes[caller % 2], organisation)));
            if ((await nodes[1].UseAsync(organisation, RequestBudgets.Api, Ct)).Wait <= first.Wait)
            {
                Assert.Equal(Limit - 1, through.Sum());
                return;
            }
        }
    }

    [Fact]
    public async Task What_one_node_used_up_is_used_up_at_a_node_that_starts_later()
    {
        int before, after;
        (int Limit, long Left, int Wait) late;
        do
        {
            var organisation = Guid.NewGuid().ToString();
            before = (await Node().UseAsync(organisation, RequestBudgets.Api, Ct)).Wait;
            await UseAllAsync(Node(), organisation);
            late = await Node().UseAsync(organisation, RequestBudgets.Api, Ct);
            after = late.Wait;
        }
        while (after > before);

        Assert.True(late.Left < 0);
    }

    [Fact]
    public async Task A_busy_node_asks_the_database_for_a_piece_and_not_at_each_use()
    {
        var node = Node();
        while ((await node.UseAsync("another", RequestBudgets.Exchange, Ct)).Wait < 10)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), Ct);   // at the end of a minute a piece ends too
        }

        for (var use = 0; use < 375 + 750 + 1_500 + 3_000 + 1; use++)
        {
            await node.UseAsync("org", RequestBudgets.Exchange, Ct);
        }

        await using (var connection = await TestDatabase.Database.OpenAsync(Ct))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "DROP TABLE request_budgets";
            await command.ExecuteNonQueryAsync(Ct);
        }

        for (var use = 0; use < 5_000; use++)
        {
            Assert.True((await node.UseAsync("org", RequestBudgets.Exchange, Ct)).Left >= 0);
        }
    }

    [Fact]
    public async Task Nodes_that_start_and_end_again_and_again_leave_most_of_the_budget_to_the_others()
    {
        for (var turn = 0; ; turn++)
        {
            var organisation = $"org-{turn}";
            var first = (await Node().UseAsync(organisation, RequestBudgets.Tokens, Ct)).Wait;
            for (var start = 0; start < 100; start++)
            {
                await Node().UseAsync(organisation, RequestBudgets.Tokens, Ct);
            }

            var late = await Node().UseAsync(organisation, RequestBudgets.Tokens, Ct);
            if (late.Wait <= first)
            {
                Assert.InRange(late.Left, late.Limit / 2, late.Limit);
                return;
            }
        }
    }

    [Fact]
    public async Task A_node_knows_without_asking_that_nothing_is_left_once_it_found_nothing_left()
    {
        for (var turn = 0; ; turn++)
        {
            var (organisation, one, other) = ($"org-{turn}", Node(), Node());
            var first = await one.UseAsync(organisation, RequestBudgets.Api, Ct);
            await UseAllAsync(one, organisation);
            var before = other.UsedUp(organisation, RequestBudgets.Api);
            var late = await other.UseAsync(organisation, RequestBudgets.Api, Ct);
            if (late.Wait <= first.Wait)
            {
                Assert.Null(before);
                Assert.True(late.Left < 0);
                Assert.InRange(one.UsedUp(organisation, RequestBudgets.Api)!.Value, 1, RequestBudgets.WindowSeconds);
                Assert.InRange(other.UsedUp(organisation, RequestBudgets.Api)!.Value, 1, RequestBudgets.WindowSeconds);
                return;
            }
        }
    }

    [Fact]
    public async Task What_was_used_in_minutes_that_are_over_is_forgotten_and_what_is_used_now_is_not()
    {
        await TestDatabase.Database.TakeBudgetAsync("now", RequestBudgets.Api, 1, Ct);
        await using var connection = await TestDatabase.Database.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO request_budgets (organisation_id, budget, window_number, used) VALUES ('before', 'api', 1, 1)";
        await command.ExecuteNonQueryAsync(Ct);

        await TestDatabase.Database.PurgeBudgetsAsync(Ct);

        command.CommandText = "SELECT organisation_id FROM request_budgets";
        Assert.Equal("now", await command.ExecuteScalarAsync(Ct));
    }

    private static async Task<int> UseAllAsync(RequestBudgets node, string organisation)
    {
        var through = 0;
        while ((await node.UseAsync(organisation, RequestBudgets.Api, Ct)).Left >= 0)
        {
            through++;
        }

        return through;
    }

    private RequestBudgets Node() => new(
        TestDatabase.Database, new LimitSettings { ApiPerMinute = Limit }, TimeProvider.System);
}

public sealed class RequestBudgetsOnSqlite() : RequestBudgetsContract(new SqliteDatabase());

[Trait("Needs", "Postgres")]
public sealed class RequestBudgetsOnPostgres() : RequestBudgetsContract(new PostgresDatabase());
