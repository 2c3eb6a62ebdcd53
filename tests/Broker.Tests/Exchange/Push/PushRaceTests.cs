using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Exchange.Push;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Vocabulary;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Exchange.Push;

/// <summary>What changes between the decision about a message and its release is read again: it goes when it still may, and not when it may not.</summary>
public sealed class PushRaceTests : IAsyncLifetime
{
    private readonly LiveBroker _broker = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    [Fact]
    public async Task A_change_elsewhere_in_the_directory_does_not_stop_a_message()
    {
        var (receipt, refusal) = await SendAsync(db => db.Organisations.Where(row => row.Id == "school-po").ExecuteUpdateAsync(row => row.SetProperty(each => each.Name, "Nieuwe naam"), Ct));
        Assert.Null(refusal);
        Assert.NotNull(receipt);
    }

    [Fact]
    public async Task An_accession_that_ends_in_between_stops_a_message()
    {
        var (receipt, refusal) = await SendAsync(db => db.Accessions.Where(row => row.OrganisationId == "zorgkantoor").ExecuteUpdateAsync(row => row.SetProperty(each => each.WithdrawnAt, DateTimeOffset.UtcNow), Ct));
        Assert.Equal(RequestReasons.NotAcceded, refusal);
        Assert.Null(receipt);
        await using var db = await ContextAsync();
        Assert.False(await db.PushedDossiers.AnyAsync(Ct));
    }

    [Fact]
    public async Task A_stop_between_the_last_look_and_the_handover_wins_and_another_change_does_not()
    {
        var (receipt, _) = await SendAsync(_ => Task.CompletedTask);
        var touched = await FetchAsync(receipt!.Value, db => db.Organisations.Where(row => row.Id == "school-po").ExecuteUpdateAsync(row => row.SetProperty(each => each.Name, "Nieuwe naam"), Ct));
        var ended = await FetchAsync(receipt.Value, db => db.Accessions.Where(row => row.OrganisationId == "zorgkantoor").ExecuteUpdateAsync(row => row.SetProperty(each => each.WithdrawnAt, DateTimeOffset.UtcNow), Ct));

        Assert.NotNull(touched);
        Assert.Null(ended);
    }

    private async Task<string?> FetchAsync(Guid receipt, Func<BrokerDbContext, Task> meanwhile)
    {
        var services = await _broker.ServicesAsync();
        var log = new ChangedMeanwhile(services.GetRequiredService<IAuditLog>(), async () =>
        {
            await using var db = await ContextAsync();
            await meanwhile(db);
        });
        return await ActivatorUtilities.CreateInstance<PushBox>(services, log).FetchAsync(new Caller(new("zorgkantoor"), new PartyType("ZORGKANTOOR"), "t", null), receipt, Ct);
    }

    private async Task<(Guid? Receipt, Reason? Refusal)> SendAsync(Func<BrokerDbContext, Task> meanwhile)
    {
        return await Pushes.SendAsync(await _broker.ServicesAsync(), await _broker.RegionAsync(), async () =>
        {
            await using var db = await ContextAsync();
            await meanwhile(db);
        }, Ct);
    }

    private async Task<BrokerDbContext> ContextAsync() => await (await _broker.ServicesAsync()).GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(Ct);
}
