using System.Globalization;
using Xunit;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Persistence;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Persistence;

/// <summary>An identifier is used once over all nodes, restarts and batches.</summary>
public abstract class SingleUseContract(ITestDatabase database) : DatabaseContract(database)
{
    private static readonly DateTimeOffset Until = new(2025, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Of_many_who_use_an_identifier_at_once_on_two_nodes_exactly_one_is_first()
    {
        await using var a = new SingleUse(TestDatabase.Database);
        await using var b = new SingleUse(TestDatabase.Database);

        for (var round = 0; round < 10; round++)
        {
            var identifiers = Enumerable.Range(0, 20).Select(n => string.Create(CultureInfo.InvariantCulture, $"{round}-{n}")).ToList();
            var uses = identifiers.SelectMany(id => new[] { (id, a), (id, b), (id, a) })
                .Select(async use => (use.id, First: await use.Item2.TryUseAsync("issuer", use.id, Until, Ct)));
            var answers = await Task.WhenAll(uses);

            Assert.All(identifiers, id => Assert.Single(answers, answer => answer.id == id && answer.First));
        }
    }

    [Fact]
    public async Task A_node_that_starts_later_still_knows_what_was_used_and_another_issuer_may_use_the_same()
    {
        await using (var before = new SingleUse(TestDatabase.Database))
        {
            Assert.True(await before.TryUseAsync("issuer", "jti", Until, Ct));
        }

        await using var after = new SingleUse(TestDatabase.Database);
        Assert.False(await after.TryUseAsync("issuer", "jti", Until, Ct));
        Assert.True(await after.TryUseAsync("another", "jti", Until, Ct));
    }

    [Fact]
    public async Task What_can_no_longer_be_presented_is_purged_and_nothing_else()
    {
        await using var uses = new SingleUse(TestDatabase.Database);
        await uses.TryUseAsync("issuer", "old", Until, Ct);
        await uses.TryUseAsync("issuer", "young", Until.AddMinutes(5), Ct);

        Assert.Equal(1, await TestDatabase.Database.PurgeUsedAsync(Until.AddSeconds(1), Ct));
        Assert.False(await uses.TryUseAsync("issuer", "young", Until, Ct));
    }

    [Fact]
    public async Task After_a_long_pause_all_that_lapsed_goes_however_many_slices_it_takes()
    {
        await using var uses = new SingleUse(TestDatabase.Database);
        for (var n = 0; n < 5; n++)
        {
            await uses.TryUseAsync("issuer", string.Create(CultureInfo.InvariantCulture, $"old-{n}"), Until, Ct);
        }

        await uses.TryUseAsync("issuer", "young", Until.AddMinutes(5), Ct);

        Assert.Equal(5, await TestDatabase.Database.PurgeUsedAsync(Until.AddSeconds(1), Ct, slice: 2));
        Assert.Equal(0, await TestDatabase.Database.PurgeUsedAsync(Until.AddSeconds(1), Ct, slice: 2));
        Assert.False(await uses.TryUseAsync("issuer", "young", Until, Ct));
    }

    [Fact]
    public async Task When_the_database_is_gone_nobody_is_first()
    {
        await using var uses = new SingleUse(TestDatabase.Database);
        await RunAsync("DROP TABLE used_identifiers");

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => uses.TryUseAsync("issuer", "jti", Until, Ct));
    }

    private async Task RunAsync(string sql)
    {
        await using var connection = await TestDatabase.Database.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }
}

public sealed class SingleUseOnSqlite() : SingleUseContract(new SqliteDatabase());

public sealed class SingleUseOnPostgres() : SingleUseContract(new PostgresDatabase())
{
    [Fact]
    public async Task A_node_whose_clock_is_a_day_ahead_forgets_nothing_that_still_counts_by_the_servers_clock()
    {
        await using var uses = new SingleUse(TestDatabase.Database);
        var until = DateTimeOffset.UtcNow.AddHours(1);
        await uses.TryUseAsync("issuer", "jti", until, Ct);

        Assert.Equal(0, await TestDatabase.Database.PurgeUsedAsync(DateTimeOffset.UtcNow.AddDays(1), Ct));
        Assert.False(await uses.TryUseAsync("issuer", "jti", until, Ct));
    }
}
