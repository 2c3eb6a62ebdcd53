using Xunit;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Tests.Nodes;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Identity;

/// <summary>Keys that passed are known at every node, and no client fills the place of the others.</summary>
public abstract class KnownKeysContract(ITestDatabase database) : DatabaseContract(database)
{
    [Fact]
    public async Task A_client_with_a_fresh_key_for_each_token_pushes_out_none_but_its_own()
    {
        var clock = new JumpingClock();
        var node = new KnownKeys(TestDatabase.Database, clock);
        await node.AddAsync("quiet", "key-of-quiet", Ct);
        await node.AddAsync("moved", "key-of-two", Ct);
        for (var key = 0; key < PassedKeys.MostOfOne + 4; key++)
        {
            clock.Pass(TimeSpan.FromSeconds(1));
            await node.AddAsync("greedy", key == 3 ? "key-of-two" : $"fresh-{key}", Ct);
            if (key == 5)
            {
                clock.Pass(TimeSpan.FromDays(1));   // the first key of a day is written again
                await node.AddAsync("moved", "key-of-two", Ct);
            }
        }

        Assert.Equal(PassedKeys.MostOfOne + 2, (await TestDatabase.Database.ReadPassedAsync(100, Today(clock), Ct)).Count);
        foreach (var some in new[] { node, new KnownKeys(TestDatabase.Database, clock) })
        {
            Assert.True(await some.HasAsync("key-of-quiet", Ct));
            Assert.True(await some.HasAsync("key-of-two", Ct));
            Assert.True(await some.HasAsync($"fresh-{PassedKeys.MostOfOne + 3}", Ct));
            Assert.False(await some.HasAsync("fresh-0", Ct));
        }
    }

    private static int Today(JumpingClock clock) => (int)(clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalDays;
}

public sealed class KnownKeysOnSqlite() : KnownKeysContract(new SqliteDatabase());

[Trait("Needs", "Postgres")]
public sealed class KnownKeysOnPostgres() : KnownKeysContract(new PostgresDatabase());
