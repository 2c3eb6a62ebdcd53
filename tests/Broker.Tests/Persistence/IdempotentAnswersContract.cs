using Microsoft.EntityFrameworkCore;
using Xunit;
using ZioExchange.Broker.Persistence;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Persistence;

/// <summary>An answer that may be repeated stays for its day, whatever one node's clock says, and no longer.</summary>
public abstract class IdempotentAnswersContract(ITestDatabase database) : DatabaseContract(database)
{
    protected static DateTimeOffset Now { get; } = DateTimeOffset.UtcNow;

    [Fact]
    public async Task After_a_long_pause_all_that_lapsed_goes_however_many_slices_it_takes()
    {
        for (var n = 0; n < 5; n++)
        {
            Assert.True(await ClaimAsync($"old-{n}", Now.AddHours(-1)));
        }

        Assert.True(await ClaimAsync("young", Now.AddHours(1)));

        Assert.Equal(5, await TestDatabase.Database.PurgeAnswersAsync(Now, Ct, slice: 2));
        Assert.False(await ClaimAsync("young", Now.AddHours(1)));
    }

    protected async Task<bool> ClaimAsync(string key, DateTimeOffset until)
    {
        var options = new DbContextOptionsBuilder<BrokerDbContext>();
        options = TestDatabase.Database.Provider is DatabaseProvider.Postgres ? options.UseNpgsql(TestDatabase.Database.ConnectionString) : options.UseSqlite(TestDatabase.Database.ConnectionString);
        await using var db = new BrokerDbContext(options.Options);
        return await db.ClaimAnswerAsync("school-so", key, [1], 0, "trace", until, Ct);
    }
}

public sealed class IdempotentAnswersOnSqlite() : IdempotentAnswersContract(new SqliteDatabase());

[Trait("Needs", "Postgres")]
public sealed class IdempotentAnswersOnPostgres() : IdempotentAnswersContract(new PostgresDatabase())
{
    [Fact]
    public async Task A_node_whose_clock_is_a_day_ahead_forgets_no_answer_that_may_still_be_repeated_by_the_servers_clock()
    {
        Assert.True(await ClaimAsync("key", Now.AddHours(1)));

        Assert.Equal(0, await TestDatabase.Database.PurgeAnswersAsync(Now.AddDays(1), Ct));
        Assert.False(await ClaimAsync("key", Now.AddHours(1)));
    }
}
