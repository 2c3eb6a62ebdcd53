using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.ConsentRegister.Api.Couplings;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Tests.Exchange;

namespace ZioExchange.Broker.Tests.ConsentRegister;

/// <summary>Of the codes for one number one can be used, whoever asked for them and when.</summary>
public abstract class CouplingCodeContract(BrokerFixture host)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_codes_that_are_asked_for_at_the_same_moment_one_can_be_used()
    {
        var services = (await host.StartAsync()).Services;
        for (var turn = 0; turn < 5; turn++)
        {
            var number = new Identified(Systems.LasKey, $"LAS-at-once-{turn}");
            var codes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ActivatorUtilities.CreateInstance<CouplingBook>(services).IssueAsync(new("school-po"), number, Ct), Ct)));
            var usable = await Task.WhenAll(codes.Select(code => services.GetRequiredService<CouplingBook>().IssuerOfAsync(code.Code, Ct)));
            Assert.Single(usable, issuer => issuer?.Value == "school-po");
        }
    }
}

public sealed class CouplingCodeOnSqlite(SqliteBroker host) : CouplingCodeContract(host), IClassFixture<SqliteBroker>;

[Trait("Needs", "Postgres")]
public sealed class CouplingCodeOnPostgres(PostgresBroker host) : CouplingCodeContract(host), IClassFixture<PostgresBroker>;
