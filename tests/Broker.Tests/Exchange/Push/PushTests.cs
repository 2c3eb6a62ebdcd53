using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Broker.Sandbox.Documents;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Exchange.Push;

/// <summary>The exchange begun by the source: decided and minimised like any other, logged, and taken once by its recipient.</summary>
public sealed class PushTests(LiveBroker broker)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_mapped_within_the_row_logged_and_taken_once_by_its_recipient()
    {
        var (region, sender) = (await broker.RegionAsync(), await broker.PartnerAsync("zorgaanbieder"));
        var zorgkantoor = await broker.PartnerAsync("zorgkantoor");
        var sent = await SendAsync(sender, Pushes.ToZorgkantoor(region, Child(region)));
        Assert.True(sent.Status == 202, sent.Text);
        var receipt = sent.Json.GetProperty("parameter")[0].GetProperty("valueIdentifier").GetProperty("value").GetString();

        var path = "/api/v1/berichten/" + receipt;
        Assert.Equal(404, (await sender.GetAsync(path, Ct)).Status);
        Assert.Equal(404, (await (await broker.PartnerAsync("school-so")).GetAsync(path, Ct)).Status);
        var read = await zorgkantoor.GetAsync(path, Ct);
        Assert.Equal(200, read.Status);
        Assert.Equal("application/fhir+json", read.MediaType);
        Assert.True(read.Json.GetProperty("entry").GetArrayLength() > 1, read.Text);
        Assert.DoesNotContain("GEZONDHEID", read.Text, StringComparison.Ordinal);

        var told = (await zorgkantoor.GetAsync("/api/v1/gebeurtenissen?soort=bericht.klaar", Ct)).Json.GetProperty("gebeurtenissen").EnumerateArray();
        Assert.Contains(told, happened => happened.GetProperty("onderwerp").GetString() == receipt);
        var trace = sent.Header("traceparent")![3..35];
        var records = (await (await broker.ServicesAsync()).GetRequiredService<LogReader>().SearchAsync(new LogQuery { TraceId = trace }, Ct)).Records;
        var disclosure = Assert.Single(records, record => record.Kind == nameof(AuditKind.Disclosure));
        Assert.Equal(("M12", "zorgaanbieder", "zorgkantoor"), (disclosure.MatrixRow, disclosure.Source, disclosure.Recipient));
        Assert.NotEmpty(disclosure.Entry!.Manifest);

        Assert.Equal(204, (await zorgkantoor.PostAsync(path + "/ontvangstbevestigingen", "", Ct)).Status);
        Assert.Equal(404, (await zorgkantoor.GetAsync(path, Ct)).Status);
    }

    [Fact]
    public async Task A_message_sent_twice_with_one_key_arrives_once_and_without_a_key_not_at_all()
    {
        var (region, sender) = (await broker.RegionAsync(), await broker.PartnerAsync("zorgaanbieder"));
        var message = Pushes.ToZorgkantoor(region, Child(region)).ToJsonString();
        var key = Guid.NewGuid().ToString();
        var first = await sender.PostAsync(Pushes.Path, message, Ct, ("Idempotency-Key", key));
        Assert.Equal(202, first.Status);
        Assert.Equal(first.Text, (await sender.PostAsync(Pushes.Path, message, Ct, ("Idempotency-Key", key))).Text);
        Assert.Equal(400, (await sender.PostAsync(Pushes.Path, message, Ct)).Status);
    }

    [Fact]
    public async Task A_document_about_another_child_is_not_sent()
    {
        var (region, sender) = (await broker.RegionAsync(), await broker.PartnerAsync("zorgaanbieder"));
        var (one, other) = (Child(region), region.Children.Last(child => child.SourceKeys.ContainsKey("zorgaanbieder")));
        Assert.NotEqual(one.Reference, other.Reference);
        var reply = await SendAsync(sender, Pushes.ToZorgkantoor(region, one, about: other));
        Assert.Equal((422, "CHILD_MISMATCH"), (reply.Status, reply.ReasonCode));
    }

    [Fact]
    public async Task A_document_that_does_not_say_in_the_senders_own_numbers_which_child_it_is_about_is_not_sent()
    {
        var (region, sender) = (await broker.RegionAsync(), await broker.PartnerAsync("zorgaanbieder"));
        var message = Pushes.ToZorgkantoor(region, Child(region));
        Pushes.Parameter(message, "format")["valueCode"] = "school";
        Pushes.Parameter(message, "content")["resource"]!["data"] = Convert.ToBase64String(SchoolDocument.Write(region, Child(region)));
        var reply = await SendAsync(sender, message);
        Assert.Equal((422, "CHILD_MISMATCH"), (reply.Status, reply.ReasonCode));
    }

    [Fact]
    public async Task Only_the_categories_that_were_named_are_sent()
    {
        var (region, sender) = (await broker.RegionAsync(), await broker.PartnerAsync("zorgaanbieder"));
        var sent = await SendAsync(sender, Pushes.ToZorgkantoor(region, Child(region), null, "WLZ_INZET"));
        Assert.True(sent.Status == 202, sent.Text);
        var bundle = await (await broker.PartnerAsync("zorgkantoor")).GetAsync("/api/v1/berichten/" + sent.Json.GetProperty("parameter")[0].GetProperty("valueIdentifier").GetProperty("value").GetString(), Ct);
        Assert.DoesNotContain("\"ID_BASIS\"", bundle.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Child(region).Person.Bsn, bundle.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_sends_in_the_name_of_another_or_to_a_party_that_no_row_names()
    {
        var region = await broker.RegionAsync();
        var message = Pushes.ToZorgkantoor(region, Child(region));
        Assert.Equal(403, (await SendAsync(await broker.PartnerAsync("gemeente-a"), message)).Status);
        Pushes.Parameter(message, "recipient")["valueReference"]!["identifier"]!["value"] = "0000";
        Assert.Equal(422, (await SendAsync(await broker.PartnerAsync("zorgaanbieder"), message)).Status);
        message = Pushes.ToZorgkantoor(region, Child(region));
        Pushes.Parameter(message, "role")["valueCoding"]!["code"] = "IB";
        var role = await SendAsync(await broker.PartnerAsync("zorgaanbieder"), message);
        Assert.Equal((403, "ROLE_NOT_AUTHORISED"), (role.Status, role.ReasonCode));
    }

    [Theory]
    [InlineData("format", "valueCode", "\"word-perfect\"", 422)]
    [InlineData("content", "resource", "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\"}}]}", 422)]
    [InlineData("content", "resource", "{\"resourceType\":\"Binary\",\"contentType\":\"application/json\",\"data\":\"e30=\"}", 422)]
    [InlineData("content", "resource", "{\"resourceType\":\"Binary\"}", 400)]
    [InlineData("purpose", "valueCoding", "{\"code\":\"WLZ_ZIO\"}", 422)]
    public async Task What_cannot_be_read_is_refused(string name, string type, string value, int status)
    {
        var (region, sender) = (await broker.RegionAsync(), await broker.PartnerAsync("zorgaanbieder"));
        var message = Pushes.ToZorgkantoor(region, Child(region));
        Pushes.Parameter(message, name)[type] = JsonNode.Parse(value);
        var reply = await SendAsync(sender, message);
        Assert.True(status == reply.Status, reply.Text);
    }

    [Theory]
    [InlineData("PHdvb3Jkcy8+", "application/xml", "This is none of")]
    [InlineData("eyJhIjoi", "application/json", "truncated")]
    [InlineData("e30=", "application/json", "This is none of")]
    public async Task A_document_that_no_table_reads_is_the_senders_to_mend_and_the_answer_says_which_and_why(string data, string mediaType, string why)
    {
        var (region, sender) = (await broker.RegionAsync(), await broker.PartnerAsync("zorgaanbieder"));
        var message = Pushes.ToZorgkantoor(region, Child(region));
        var good = Pushes.Parameter(message, "content")["resource"]!.DeepClone();
        var unfit = new JsonObject { ["resourceType"] = "Binary", ["contentType"] = mediaType, ["data"] = data };
        Pushes.Parameter(message, "content")["resource"] = new JsonObject
        {
            ["resourceType"] = "Bundle",
            ["type"] = "collection",
            ["entry"] = new JsonArray(new JsonObject { ["resource"] = good }, new JsonObject { ["resource"] = unfit }),
        };

        var reply = await SendAsync(sender, message);

        Assert.Equal((422, "CONTENT_NOT_USABLE"), (reply.Status, reply.ReasonCode));
        var issue = Assert.Single(reply.Json.GetProperty("issue").EnumerateArray());
        Assert.EndsWith(".resource.entry[1].resource", issue.GetProperty("expression")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains(why, reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Child(region).Person.Bsn, reply.Text, StringComparison.Ordinal);
        var records = (await (await broker.ServicesAsync()).GetRequiredService<LogReader>().SearchAsync(new LogQuery { TraceId = reply.Header("traceparent")![3..35] }, Ct)).Records;
        Assert.Equal("CONTENT_NOT_USABLE", Assert.Single(records).Entry!.Details["undelivered"]);
    }

    private static SandboxChild Child(SandboxRegion region) => region.Children.First(child => child.SourceKeys.ContainsKey("zorgaanbieder"));

    private static Task<Reply> SendAsync(LivePartner sender, JsonObject message) =>
        sender.PostAsync(Pushes.Path, message.ToJsonString(), Ct, ("Idempotency-Key", Guid.NewGuid().ToString()));
}
