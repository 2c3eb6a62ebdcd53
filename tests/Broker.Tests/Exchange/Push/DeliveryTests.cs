using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Exchange.Push;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Broker.Tests.Api;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Exchange.Push;

/// <summary>Messages that the broker brings to their recipient: signed, once, with a receipt for the sender, and not after their ground is gone.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private const string Address = "/api/v1/bezorgadres";
    private readonly LiveBroker _broker = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    [Fact]
    public async Task A_message_is_brought_signed_until_it_is_taken_and_then_is_nowhere_else()
    {
        using var receiver = new WebhookReceiver(503, 200);
        var recipient = await _broker.PartnerAsync("zorgkantoor");
        var set = await recipient.SendAsync("PUT", Address, JsonSerializer.Serialize(new { adres = receiver.Address }), "application/json", Ct);
        Assert.True(set.Status == 200, set.Text);
        var receipt = await SendAsync();

        var first = await receiver.FirstAsync(_ => true, Ct);
        await Eventually.TrueAsync(() => Task.FromResult(receiver.Messages.Count >= 2), "the second attempt", Ct);

        var second = receiver.Messages.Last();
        Assert.Equal((first.Id, first.Body), (second.Id, second.Body));
        Assert.Equal("msg_" + Guid.Parse(receipt).ToString("N"), second.Id);
        Assert.Equal("Bundle", JsonElement.Parse(second.Body).GetProperty("resourceType").GetString());
        var secret = Convert.FromBase64String(set.Json.GetProperty("geheim").GetString()!["whsec_".Length..]);
        Assert.Equal("v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{second.Id}.{second.Timestamp}.{second.Body}"))), second.Signature);

        var sender = await _broker.PartnerAsync("zorgaanbieder");
        await Eventually.TrueAsync(
            async () => (await sender.GetAsync("/api/v1/gebeurtenissen?soort=bericht.ontvangen", Ct)).Text.Contains(receipt, StringComparison.Ordinal), "the event that the message was taken", Ct);

        // Each attempt that left has its line, whatever the recipient answered.
        var lines = (await (await _broker.ServicesAsync()).GetRequiredService<LogReader>().SearchAsync(new LogQuery { Kind = AuditKind.Notification }, Ct)).Records.Where(line => line.Entry?.Details.GetValueOrDefault("receipt") == receipt);
        Assert.Equal(["MESSAGE_SENT", "MESSAGE_SENT", "MESSAGE_TAKEN"], lines.OrderBy(line => line.Index).Select(line => line.Entry!.Details["act"]));

        Assert.Equal(404, (await recipient.GetAsync("/api/v1/berichten/" + receipt, Ct)).Status);
        var row = await RowAsync(receipt);
        Assert.Empty(row.Sealed);
        Assert.Null(row.NextAt);
        Assert.DoesNotContain("geheim", (await recipient.GetAsync(Address, Ct)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_address_it_waits_and_the_sender_hears_when_it_is_fetched()
    {
        var (recipient, sender) = (await _broker.PartnerAsync("zorgkantoor"), await _broker.PartnerAsync("zorgaanbieder"));
        var receipt = await SendAsync();
        Assert.Null((await RowAsync(receipt)).NextAt);
        Assert.DoesNotContain(receipt, (await sender.GetAsync("/api/v1/gebeurtenissen?soort=bericht.ontvangen", Ct)).Text, StringComparison.Ordinal);
        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => recipient.PostAsync($"/api/v1/berichten/{receipt}/ontvangstbevestigingen", "", Ct)));
        Assert.Equal(1, taken.Count(reply => reply.Status == 204));
        var told = (await sender.GetAsync("/api/v1/gebeurtenissen?soort=bericht.ontvangen", Ct)).Json.GetProperty("gebeurtenissen").EnumerateArray();
        Assert.Single(told, happened => happened.GetProperty("onderwerp").GetString() == receipt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_message_that_waits_is_not_handed_over_once_another_parent_says_no_or_the_giver_stops(bool anotherRefuses)
    {
        var (services, region, recipient) = (await _broker.ServicesAsync(), await _broker.RegionAsync(), await _broker.PartnerAsync("zorgaanbieder"));
        var (view, holders) = (await services.GetRequiredService<PartnerDirectory>().CurrentAsync(Ct), region.Child("1").Holders.ToList());
        var (decisions, box) = (services.GetRequiredService<PushDecisions>(), services.GetRequiredService<PushBox>());
        var terms = new PushTerms(view.Find(new("school-so"))!, view.Find(new("zorgaanbieder"))!, new("ZIO_UITVOERING"), new("ZORGVERLENER"), []);
        var decision = (await decisions.DecideAsync(terms, new("sandbox-1"), Ct)).Decision;
        var permit = decision.Permit!;
        var row = await box.SealAsync(decision, terms.Role, "{\"resourceType\":\"Bundle\"}"u8.ToArray(), DateTimeOffset.UtcNow, Ct);
        await using (var db = await ContextAsync())
        {
            db.PushedDossiers.Add(row);
            await db.SaveChangesAsync(Ct);
        }

        Assert.Equal(200, (await recipient.GetAsync($"/api/v1/berichten/{row.Id:D}", Ct)).Status);
        Assert.Equal(string.Join(' ', decision.RestsOn.Grants), row.RestsOn);
        Assert.NotEmpty(row.RestsOn);
        var (grants, actor) = (services.GetRequiredService<GrantBook>(), new AuditActor("test", "PARENT", null));
        var given = (await grants.OfChildAsync(permit.Child, Ct)).Select(each => each.Grant).First(grant => grant.Purpose == "ZIO_UITVOERING" && grant.Source == "school-so");
        if (anotherRefuses)
        {
            var other = holders.First(holder => holder != given.GrantedBy);
            await grants.RecordAsync(new NewGrant(permit.Child, new(other), terms.Purpose, terms.Sender.Id, null, given.ValidUntil, GrantReader.Body(given), Refused: true), actor, Ct);
        }
        else
        {
            Assert.True(await grants.WithdrawAsync(given.Id, new(given.GrantedBy), [], actor, Ct));
        }

        Assert.Equal(404, (await recipient.GetAsync($"/api/v1/berichten/{row.Id:D}", Ct)).Status);
        await box.EmptyLapsedAsync(Ct);
        Assert.Empty((await RowAsync(row.Id.ToString("D"))).Sealed);
    }

    [Fact]
    public async Task A_message_whose_recipient_left_the_agreement_or_whose_time_is_over_is_emptied_and_never_handed_over()
    {
        var recipient = await _broker.PartnerAsync("zorgkantoor");
        var (late, good) = (await SendAsync(), await SendAsync());
        var box = (await _broker.ServicesAsync()).GetRequiredService<PushBox>();
        await using var db = await ContextAsync();
        await db.PushedDossiers.Where(row => row.Id == Guid.Parse(late)).ExecuteUpdateAsync(row => row.SetProperty(each => each.KeepUntil, DateTimeOffset.UtcNow.AddSeconds(-1)), Ct);
        await box.EmptyLapsedAsync(Ct);
        Assert.Equal(404, (await recipient.GetAsync("/api/v1/berichten/" + late, Ct)).Status);
        Assert.Empty((await RowAsync(late)).Sealed);
        Assert.Equal(200, (await recipient.GetAsync("/api/v1/berichten/" + good, Ct)).Status);

        await db.Accessions.Where(row => row.OrganisationId == "zorgkantoor").ExecuteUpdateAsync(row => row.SetProperty(each => each.WithdrawnAt, DateTimeOffset.UtcNow), Ct);
        Assert.Equal(404, (await recipient.GetAsync("/api/v1/berichten/" + good, Ct)).Status);
        await box.EmptyLapsedAsync(Ct);
        Assert.Empty((await RowAsync(good)).Sealed);
    }

    [Fact]
    public async Task An_address_that_could_not_be_kept_does_not_stand_in_the_log_as_set()
    {
        var (services, recipient) = (await _broker.ServicesAsync(), await _broker.PartnerAsync("zorgkantoor"));
        await using var db = await ContextAsync();
        await db.Database.ExecuteSqlRawAsync("ALTER TABLE delivery_addresses RENAME TO away", Ct);
        var reply = await recipient.SendAsync("PUT", Address, """{"adres":"https://berichten.example.nl/"}""", "application/json", Ct);
        await db.Database.ExecuteSqlRawAsync("ALTER TABLE away RENAME TO delivery_addresses", Ct);
        Assert.Equal(500, reply.Status);
        Assert.Empty((await services.GetRequiredService<LogReader>().SearchAsync(new LogQuery { Kind = AuditKind.DirectoryChange, TraceId = reply.Header("traceparent")![3..35] }, Ct)).Records);
    }

    [Theory]
    [MemberData(nameof(EventTests.ForbiddenAddresses), MemberType = typeof(EventTests))]
    public async Task Messages_are_not_brought_to_an_address_that_is_not_public(string address)
    {
        var reply = await (await _broker.PartnerAsync("zorgkantoor")).SendAsync("PUT", Address, JsonSerializer.Serialize(new { adres = address }), "application/json", Ct);
        Assert.Equal((422, "ADDRESS_NOT_ALLOWED"), (reply.Status, reply.ReasonCode));
    }

    private async Task<string> SendAsync()
    {
        var region = await _broker.RegionAsync();
        var child = region.Children.First(child => child.SourceKeys.ContainsKey("zorgaanbieder"));
        var sent = await (await _broker.PartnerAsync("zorgaanbieder")).PostAsync(Pushes.Path, Pushes.ToZorgkantoor(region, child).ToJsonString(), Ct, ("Idempotency-Key", Guid.NewGuid().ToString()));
        Assert.True(sent.Status == 202, sent.Text);
        return sent.Json.GetProperty("parameter")[0].GetProperty("valueIdentifier").GetProperty("value").GetString()!;
    }

    private async Task<BrokerDbContext> ContextAsync() => await (await _broker.ServicesAsync()).GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(Ct);

    private async Task<PushedDossierRow> RowAsync(string receipt)
    {
        await using var db = await ContextAsync();
        return await db.PushedDossiers.AsNoTracking().SingleAsync(row => row.Id == Guid.Parse(receipt), Ct);
    }
}
