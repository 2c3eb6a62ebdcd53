using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Exchange.Push;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Tests.Api;
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
        var (receipt, refusal, _) = await SendAsync(db => db.Organisations.Where(row => row.Id == "school-po").ExecuteUpdateAsync(row => row.SetProperty(each => each.Name, "Nieuwe naam"), Ct));
        Assert.Null(refusal);
        Assert.NotNull(receipt);
    }

    [Fact]
    public async Task An_accession_that_ends_in_between_stops_a_message()
    {
        var (receipt, refusal, _) = await SendAsync(db => db.Accessions.Where(row => row.OrganisationId == "zorgkantoor").ExecuteUpdateAsync(row => row.SetProperty(each => each.WithdrawnAt, DateTimeOffset.UtcNow), Ct));
        Assert.Equal(RequestReasons.NotAcceded, refusal);
        Assert.Null(receipt);
        await using var db = await ContextAsync();
        Assert.False(await db.PushedDossiers.AnyAsync(Ct));
    }

    [Fact]
    public async Task A_stop_between_the_last_look_and_the_handover_wins_and_another_change_does_not()
    {
        var (receipt, _, _) = await SendAsync(_ => Task.CompletedTask);
        var touched = await FetchAsync(receipt!.Value, db => db.Organisations.Where(row => row.Id == "school-po").ExecuteUpdateAsync(row => row.SetProperty(each => each.Name, "Nieuwe naam"), Ct));
        var ended = await FetchAsync(receipt.Value, db => db.Accessions.Where(row => row.OrganisationId == "zorgkantoor").ExecuteUpdateAsync(row => row.SetProperty(each => each.WithdrawnAt, DateTimeOffset.UtcNow), Ct));

        Assert.NotNull(touched);
        Assert.Null(ended);
    }

    [Fact]
    public async Task A_stop_between_the_last_look_and_the_bringing_wins_and_nothing_is_posted()
    {
        using var receiver = new WebhookReceiver();
        var (services, recipient) = (await _broker.ServicesAsync(), await _broker.PartnerAsync("zorgkantoor"));
        await services.GetServices<IHostedService>().OfType<PushDispatch>().Single().StopAsync(Ct);
        Assert.Equal(200, (await recipient.SendAsync("PUT", "/api/v1/bezorgadres", JsonSerializer.Serialize(new { adres = receiver.Address }), "application/json", Ct)).Status);
        var (stopped, _, _) = await SendAsync(_ => Task.CompletedTask);
        var elsewhere = await BringAsync(stopped!.Value, db => db.Organisations.Where(row => row.Id == "school-po").ExecuteUpdateAsync(row => row.SetProperty(each => each.Name, "Nieuwe naam"), Ct));
        Assert.Equal((1, 1), (receiver.Messages.Count, elsewhere));

        var (another, _, _) = await SendAsync(_ => Task.CompletedTask);
        var ended = await BringAsync(another!.Value, db => db.Accessions.Where(row => row.OrganisationId == "zorgkantoor").ExecuteUpdateAsync(row => row.SetProperty(each => each.WithdrawnAt, DateTimeOffset.UtcNow), Ct));
        Assert.Equal((1, 0), (receiver.Messages.Count, ended));
    }

    /// <returns>How many lines say that the message was sent.</returns>
    private async Task<int> BringAsync(Guid receipt, Func<BrokerDbContext, Task> meanwhile)
    {
        var services = await _broker.ServicesAsync();
        var box = ActivatorUtilities.CreateInstance<PushBox>(services, await ChangedAsync(meanwhile));
        await ActivatorUtilities.CreateInstance<PushDelivery>(services, box).RunAsync(Ct);
        var lines = await services.GetRequiredService<LogReader>().SearchAsync(new LogQuery { Kind = AuditKind.Notification }, Ct);
        return lines.Records.Count(line => line.Entry?.Details.GetValueOrDefault("act") == "MESSAGE_SENT" && line.Entry.Details["receipt"] == receipt.ToString("D"));
    }

    private async Task<ChangedMeanwhile> ChangedAsync(Func<BrokerDbContext, Task> meanwhile) => new((await _broker.ServicesAsync()).GetRequiredService<IAuditLog>(), async () =>
    {
        await using var db = await ContextAsync();
        await meanwhile(db);
    });

    private async Task<string?> FetchAsync(Guid receipt, Func<BrokerDbContext, Task> meanwhile)
    {
        var box = ActivatorUtilities.CreateInstance<PushBox>(await _broker.ServicesAsync(), await ChangedAsync(meanwhile));
        return await box.FetchAsync(new Caller(new("zorgkantoor"), new PartyType("ZORGKANTOOR"), "t", null), receipt, Ct);
    }

    private async Task<PushOutcome> SendAsync(Func<BrokerDbContext, Task> meanwhile)
    {
        return await Pushes.SendAsync(await _broker.ServicesAsync(), await _broker.RegionAsync(), async () =>
        {
            await using var db = await ContextAsync();
            await meanwhile(db);
        }, Ct);
    }

    private async Task<BrokerDbContext> ContextAsync() => await (await _broker.ServicesAsync()).GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(Ct);
}
