using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Tests.Exchange;
using ZioExchange.Consent.Vocabulary;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.ConsentRegister;

/// <summary>Children who differ in a digit, a letter or a space are never taken for each other. The benchmark <c>twins</c> does the same a million times.</summary>
public abstract class NearTwinsContract(BrokerFixture host) : IAsyncLifetime
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await host.StartAsync();

    [Fact]
    public async Task Every_key_finds_its_own_child_and_a_key_that_is_almost_right_finds_nobody()
    {
        var counts = await new NearTwins(host.Broker.Services, seed: 1).RunAsync(children: 16, missesEach: 180, callers: 4, Ct);

        Assert.Equal((16, 16 * 6, 16 * 3), (counts.Children, counts.RightKeys, counts.Pseudonyms));
        Assert.InRange(counts.Misses, 2_500, 16 * 200);
        Assert.All([.. NearTwinChanges.Kinds, "an old pseudonym", "the pseudonym of another party", "a BSN without a title to it", "a replaced code", "a code of last month", "a code that was used", "the code of the other twin", "a code with one letter mistyped"], kind => Assert.True(counts.NearMisses.GetValueOrDefault(kind) > 0, kind));
    }

    [Fact]
    public async Task Who_ask_for_a_pseudonym_at_one_moment_get_the_same()
    {
        var (book, party) = (host.Broker.Services.GetRequiredService<ChildBook>(), new OrganisationId("swv-at-once"));
        var actor = new AuditActor("test", "PARTNER_SYSTEM", party);
        var child = await book.AdmitAsync(actor, Ct);

        var pseudonyms = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => book.PseudonymAsync(child, party, actor, Ct)));

        Assert.Single(pseudonyms.Distinct());
        await using var db = await host.Broker.Services.GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(Ct);
        Assert.Equal(1, await db.Couplings.CountAsync(row => row.OrganisationId == party.Value, Ct));
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}

public sealed class NearTwinsOnSqlite(SqliteBroker host) : NearTwinsContract(host), IClassFixture<SqliteBroker>;

[Trait("Needs", "Postgres")]
public sealed class NearTwinsOnPostgres(PostgresBroker host) : NearTwinsContract(host), IClassFixture<PostgresBroker>;
