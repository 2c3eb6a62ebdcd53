using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.ConsentRegister.Api.Webhooks;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Api;

/// <summary>The feed and the webhooks: at once, oldest first, nothing about a child, and nothing for who must not know.</summary>
public sealed class EventTests(LiveBroker broker)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> ForbiddenAddresses =>
    [
        "http://partner.example/haak", "https://10.0.0.1/", "https://192.168.1.1/", "https://169.254.169.254/latest/meta-data", "https://[::ffff:10.0.0.1]/", "https://[fd00::1]/",
        "https://100.64.0.1/", "https://0.0.0.0/", "https://user:pw@partner.example/", "https://intranet/", "ftp://partner.example/", "file:///etc/passwd", "https://2130706433.example@10.0.0.1/", "https://[::]/", "https://172.16.3.4:8443/",
    ];

    [Fact]
    public async Task A_school_request_is_told_to_the_SWV_at_once_and_to_nobody_else()
    {
        var region = await broker.RegionAsync();
        var (school, swv) = (await broker.PartnerAsync("school-so"), await broker.PartnerAsync("swv-oost"));
        var before = (await swv.GetAsync("/api/v1/gebeurtenissen?na=0", Ct)).Json.GetProperty("volgende").GetInt64();
        var made = await school.PostAsync("/api/v1/schoolverzoeken", SchoolRequest(region), Ct);
        Assert.True(made.Status == 201, made.Text);

        var told = (await swv.GetAsync($"/api/v1/gebeurtenissen?na={before}&soort=schoolverzoek.gedaan", Ct)).Json.GetProperty("gebeurtenissen").EnumerateArray().ToList();
        Assert.Contains(told, happened => happened.GetProperty("onderwerp").GetString() == made.Json.GetProperty("referentie").GetString());
        Assert.Equal(told.Select(happened => happened.GetProperty("volgnummer").GetInt64()).Order(), told.Select(happened => happened.GetProperty("volgnummer").GetInt64()));
        foreach (var other in new[] { "swv-noord", "gemeente-a", "school-so" })
        {
            Assert.DoesNotContain(made.Json.GetProperty("referentie").GetString()!, (await (await broker.PartnerAsync(other)).GetAsync("/api/v1/gebeurtenissen", Ct)).Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("na=-1")]
    [InlineData("na=x")]
    [InlineData("na=1&soort=alles")]
    [InlineData("na=99999999999999999999")]
    public async Task A_cursor_that_is_none_is_refused(string query) =>
        Assert.Equal(400, (await (await broker.PartnerAsync("swv-oost")).GetAsync("/api/v1/gebeurtenissen?" + query, Ct)).Status);

    [Fact]
    public async Task A_webhook_is_signed_as_Standard_Webhooks_says_and_tells_no_more_than_where_to_look()
    {
        using var receiver = new WebhookReceiver();
        var region = await broker.RegionAsync();
        var (school, swv) = (await broker.PartnerAsync("school-so"), await broker.PartnerAsync("swv-oost"));
        var subscribed = await swv.PostAsync("/api/v1/abonnementen", $$"""{"adres":"{{receiver.Address}}","soorten":["schoolverzoek.gedaan"]}""", Ct);
        Assert.Equal(201, subscribed.Status);
        var reference = (await school.PostAsync("/api/v1/schoolverzoeken", SchoolRequest(region), Ct)).Json.GetProperty("referentie").GetString()!;

        var message = await receiver.FirstAsync(body => body.Contains(reference, StringComparison.Ordinal), Ct);
        var secret = Convert.FromBase64String(subscribed.Json.GetProperty("geheim").GetString()!["whsec_".Length..]);
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{message.Id}.{message.Timestamp}.{message.Body}")));
        Assert.Equal(expected, message.Signature);
        Assert.Equal(["data", "timestamp", "type"], JsonElement.Parse(message.Body).EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));

        var path = $"/api/v1/abonnementen/{subscribed.Json.GetProperty("id").GetString()}";
        Assert.Equal(path, subscribed.Header("Location"));
        var one = await swv.GetAsync(path, Ct);
        Assert.Equal((200, receiver.Address), (one.Status, one.Json.GetProperty("adres").GetString()));
        Assert.DoesNotContain("whsec_", one.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await school.GetAsync(path, Ct)).Status);
        Assert.Equal(404, (await school.GetAsync(path + "/afleveringen", Ct)).Status);
        Assert.Equal(404, (await school.SendAsync("DELETE", path, null, "application/json", Ct)).Status);
        Assert.DoesNotContain("whsec_", (await swv.GetAsync("/api/v1/abonnementen", Ct)).Text, StringComparison.Ordinal);
        Assert.NotEmpty((await swv.GetAsync(path + "/afleveringen", Ct)).Json.GetProperty("afleveringen").EnumerateArray());
        Assert.Equal(204, (await swv.SendAsync("DELETE", path, null, "application/json", Ct)).Status);
    }

    [Fact]
    public async Task An_address_that_says_410_is_not_called_again_and_a_redirect_is_not_followed()
    {
        using var elsewhere = new WebhookReceiver();
        using var gone = new WebhookReceiver(elsewhere.Address, [302, 410]);
        var region = await broker.RegionAsync();
        var (school, swv) = (await broker.PartnerAsync("school-so"), await broker.PartnerAsync("swv-oost"));
        var id = (await swv.PostAsync("/api/v1/abonnementen", $$"""{"adres":"{{gone.Address}}"}""", Ct)).Json.GetProperty("id").GetString();
        await school.PostAsync("/api/v1/schoolverzoeken", SchoolRequest(region), Ct);
        await gone.FirstAsync(_ => true, Ct);
        await school.PostAsync("/api/v1/schoolverzoeken", SchoolRequest(region), Ct);
        var status = "ACTIEF";
        await Eventually.TrueAsync(
            async () => (status = (await swv.GetAsync("/api/v1/abonnementen", Ct)).Json.GetProperty("abonnementen").EnumerateArray().Single(each => each.GetProperty("id").GetString() == id).GetProperty("status").GetString()) != "ACTIEF",
            "the end of a subscription whose address is gone", Ct);

        Assert.Equal("GONE", status);
        Assert.Empty(elsewhere.Messages);
    }

    [Fact]
    public async Task What_is_left_of_a_subscription_that_ended_does_not_hold_up_others()
    {
        using var receiver = new WebhookReceiver();
        var region = await broker.RegionAsync();
        var (school, swv) = (await broker.PartnerAsync("school-so"), await broker.PartnerAsync("swv-oost"));
        var ended = (await swv.PostAsync("/api/v1/abonnementen", """{"adres":"https://voorbij.example.nl/"}""", Ct)).Json.GetProperty("id").GetGuid();
        Assert.Equal(204, (await swv.SendAsync("DELETE", $"/api/v1/abonnementen/{ended:D}", null, "application/json", Ct)).Status);
        await using (var db = await (await broker.ServicesAsync()).GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(Ct))
        {
            db.WebhookDeliveries.AddRange(Enumerable.Range(1_000_000, 150).Select(seq => new WebhookDeliveryRow
            {
                SubscriptionId = ended,
                Seq = seq,
                Attempts = 1,
                Outcome = WebhookSender.Waiting,
                NextAt = DateTimeOffset.UtcNow.AddDays(-1),
            }));
            await db.SaveChangesAsync(Ct);
        }

        await swv.PostAsync("/api/v1/abonnementen", $$"""{"adres":"{{receiver.Address}}","soorten":["schoolverzoek.gedaan"]}""", Ct);
        var reference = (await school.PostAsync("/api/v1/schoolverzoeken", SchoolRequest(region), Ct)).Json.GetProperty("referentie").GetString()!;
        await receiver.FirstAsync(body => body.Contains(reference, StringComparison.Ordinal), Ct);
    }

    [Theory]
    [MemberData(nameof(ForbiddenAddresses))]
    public async Task An_address_that_is_not_public_is_refused(string address)
    {
        var reply = await (await broker.PartnerAsync("swv-oost")).PostAsync("/api/v1/abonnementen", $$"""{"adres":{{JsonSerializer.Serialize(address)}}}""", Ct);
        Assert.Equal((422, "ADDRESS_NOT_ALLOWED"), (reply.Status, reply.ReasonCode));
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2a00:1450:400e::1", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("255.255.255.255", false)]
    public void In_production_only_public_addresses_are_connected_to(string address, bool allowed) =>
        Assert.Equal(allowed, PublicAddress.MayConnect(IPAddress.Parse(address), loopbackToo: false));

    [Fact]
    public async Task A_withdrawal_tells_who_received_under_the_consent_to_stop_and_keeps_who_confirmed()
    {
        var region = await broker.RegionAsync();
        var (school, recipient) = (await broker.PartnerAsync("school-so"), await broker.PartnerAsync("zorgaanbieder"));
        var child = region.Child("1");
        var question = new QuestionText(child.Identifiers["zorgaanbieder"], "ZIO_UITVOERING", "ZORGVERLENER", "zorgaanbieder-zorgverlener", [], [region.Organisation("school-so").Identifier], [], null);
        var received = await recipient.PostAsync("/fhir/Patient/$kind-dossier", QuestionBody.Write(question), Ct);
        Assert.True(received.Status == 200, received.Text);

        var form = $"patient.identifier={Uri.EscapeDataString($"{child.Identifiers["school-so"].System}|{child.Identifiers["school-so"].Value}")}";
        var consent = (await school.SendAsync("POST", "/fhir/Consent/_search", form, "application/x-www-form-urlencoded", Ct)).Json.GetProperty("entry").EnumerateArray().Select(entry => entry.GetProperty("resource"))
            .First(resource => resource.GetProperty("provision").GetProperty("purpose")[0].GetProperty("code").GetString() == "ZIO_UITVOERING" && resource.GetProperty("status").GetString() == "active");
        var id = consent.GetProperty("id").GetString();
        var giver = consent.GetProperty("performer")[0].GetProperty("identifier").GetProperty("value").GetString();
        Assert.Equal(201, (await school.PostAsync($"/api/v1/toestemmingen/{id}/intrekkingen", $$"""{"door":"{{giver}}"}""", Ct)).Status);

        JsonElement stop = default;
        await Eventually.TrueAsync(
            async () => (stop = (await recipient.GetAsync("/api/v1/gebeurtenissen?soort=toestemming.stop", Ct)).Json.GetProperty("gebeurtenissen").EnumerateArray()
                .FirstOrDefault(happened => happened.GetProperty("onderwerp").GetString() == id)).ValueKind != JsonValueKind.Undefined,
            "the notice of the stop", Ct);

        Assert.DoesNotContain(id!, (await (await broker.PartnerAsync("gemeente-a")).GetAsync("/api/v1/gebeurtenissen", Ct)).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await school.PostAsync($"/api/v1/gebeurtenissen/{stop.GetProperty("id").GetString()}/bevestigingen", "", Ct)).Status);
        Assert.Equal(200, (await recipient.PostAsync($"/api/v1/gebeurtenissen/{stop.GetProperty("id").GetString()}/bevestigingen", "", Ct)).Status);
        var notice = (await school.GetAsync("/api/v1/toestemmingen/" + id, Ct)).Json.GetProperty("stopberichten")[0];
        Assert.True(notice.TryGetProperty("bevestigdOp", out _));
        Assert.False((await recipient.GetAsync("/api/v1/toestemmingen/" + id, Ct)).Json.TryGetProperty("gever", out _));
    }

    private static string SchoolRequest(SandboxRegion region)
    {
        var (number, swv) = (region.Child("1").Identifiers["school-so"], region.Organisation("swv-oost").Identifier);
        return JsonSerializer.Serialize(new { kind = new { system = number.System, value = number.Value }, swv = new { system = swv.System, value = swv.Value }, doel = "ARRANGEMENT" });
    }
}
