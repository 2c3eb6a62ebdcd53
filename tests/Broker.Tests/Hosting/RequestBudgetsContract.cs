using Microsoft.Extensions.Configuration;
using Xunit;
using ZioExchange.Broker.Hosting;
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
    public async Task A_node_asks_the_database_for_a_piece_and_not_at_each_use()
    {
        var node = Node();
        await node.UseAsync("org", RequestBudgets.Exchange, Ct);
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
        TestDatabase.Database, new ConfigurationBuilder().AddInMemoryCollection([new("RateLimit:ApiPerMinute", Limit.ToString(System.Globalization.CultureInfo.InvariantCulture))]).Build(), TimeProvider.System);
}

public sealed class RequestBudgetsOnSqlite() : RequestBudgetsContract(new SqliteDatabase());

[Trait("Needs", "Postgres")]
public sealed class RequestBudgetsOnPostgres() : RequestBudgetsContract(new PostgresDatabase());
