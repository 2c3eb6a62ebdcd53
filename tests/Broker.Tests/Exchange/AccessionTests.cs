using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Tests.Exchange;

/// <summary>Who no longer takes part gets nothing and gives nothing from that moment on, whatever the family said (R-CON-1).</summary>
public sealed class AccessionTests(SqliteBroker host) : IClassFixture<SqliteBroker>, IAsyncLifetime
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await host.StartAsync();

    [Theory]
    [InlineData("school-so")]
    [InlineData("jeugdhulpaanbieder")]
    public async Task An_accession_that_ends_closes_the_row_at_once_whatever_the_family_said(string organisation)
    {
        Assert.Equal(200, (await AskAsync("1")).Status);
        await EndAsync(organisation, DateTimeOffset.UtcNow.AddYears(-1));
        try
        {
            var permitted = await AskAsync("1");

            Assert.Equal((403, "NOT_ACCEDED"), (permitted.Status, Assert.Single(permitted.Reasons)));
            var other = await AskAsync("2");
            Assert.Equal(permitted.WithoutTrace, other.WithoutTrace);
            Assert.Equal("NOT_ACCEDED", (await host.LastOfAsync("2", other, Ct)).Entry!.ReasonCode);
        }
        finally
        {
            await EndAsync(organisation, null);
        }

        Assert.Equal(200, (await AskAsync("1")).Status);
    }

    [Fact]
    public async Task An_accession_that_leaves_out_a_row_closes_that_row_only()
    {
        await SetRowsAsync("school-so", rows => string.Join(' ', rows.Split(' ').Where(id => id != "M06")));
        try
        {
            Assert.Equal("NOT_ACCEDED", (await AskAsync("1")).Reasons.Single());
            Assert.Equal(200, (await host.Broker.AskAsync("school-so", "1", "WLZ_ZIO", "IB", Ct, ["zorgaanbieder"])).Status);
        }
        finally
        {
            await SetRowsAsync("school-so", rows => rows + " M06");
        }
    }

    [Fact]
    public async Task A_source_that_nobody_named_and_that_left_is_not_mentioned()
    {
        await EndAsync("jeugdhulpaanbieder", DateTimeOffset.UtcNow.AddYears(-1));
        try
        {
            var known = await host.Broker.AskAsync("school-so", "1", "WLZ_ZIO", "IB", Ct);
            var refused = await host.Broker.AskAsync("school-so", "2", "ZIO_UITVOERING", "IB", Ct);

            Assert.Equal(200, known.Status);
            Assert.DoesNotContain("NOT_ACCEDED", known.Reasons);
            Assert.Equal("CONSENT_NOT_AVAILABLE", refused.Reasons.Single());
        }
        finally
        {
            await EndAsync("jeugdhulpaanbieder", null);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<BrokerAnswer> AskAsync(string child) => host.Broker.AskAsync("school-so", child, "OPP", "IB", Ct, ["jeugdhulpaanbieder"]);

    private async Task EndAsync(string organisation, DateTimeOffset? at)
    {
        await using var db = await host.Broker.Services.GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(Ct);
        await db.Accessions.Where(row => row.OrganisationId == organisation).ExecuteUpdateAsync(row => row.SetProperty(each => each.WithdrawnAt, at), Ct);
    }

    private async Task SetRowsAsync(string organisation, Func<string, string> change)
    {
        await using var db = await host.Broker.Services.GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(Ct);
        var rows = change((await db.Accessions.AsNoTracking().SingleAsync(row => row.OrganisationId == organisation, Ct)).Rows);
        await db.Accessions.Where(row => row.OrganisationId == organisation).ExecuteUpdateAsync(row => row.SetProperty(each => each.Rows, rows), Ct);
    }
}
