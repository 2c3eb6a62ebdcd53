using System.Text.Json;
using Xunit;
using ZioExchange.Broker.Tests.Api;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Nodes;

/// <summary>What happened at any node is told by every node: in one order, each once.</summary>
[Collection<SharedBalancedNodes>]
[Trait("Needs", "PostgreSQL")]
public sealed class EventsBehindBalancerTests(BalancedNodes nodes)
{
    private const int Events = 40;

    // Longer than the pause before a second attempt, and less than the patience with a recipient.
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(6);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_reads_the_feed_from_any_node_while_all_nodes_write_misses_nothing_and_reads_nothing_twice()
    {
        using var http = nodes.Http();
        var swv = nodes.Live(http, "swv-oost");
        var cursor = await EndOfFeedAsync(swv);
        nodes.AnsweredBy.Clear();
        var asking = AskAsync(http);
        var read = new List<(long Number, string Reference)>();
        await Eventually.TrueAsync(
            async () =>
            {
                var page = (await swv.GetAsync($"/api/v1/gebeurtenissen?na={cursor}&soort=schoolverzoek.gedaan", Ct)).Json;
                read.AddRange(page.GetProperty("gebeurtenissen").EnumerateArray().Select(told => (told.GetProperty("volgnummer").GetInt64(), told.GetProperty("onderwerp").GetString()!)));
                cursor = page.GetProperty("volgende").GetInt64();
                return asking.IsCompleted && page.GetProperty("gebeurtenissen").GetArrayLength() == 0;
            },
            "the end of the feed", Ct);

        Assert.Equal((await asking).Order(StringComparer.Ordinal), read.Select(told => told.Reference).Order(StringComparer.Ordinal));
        Assert.Equal(read.Select(told => told.Number).Order(), read.Select(told => told.Number));
        Assert.True(nodes.EachAnswered);
    }

    [Fact]
    public async Task A_webhook_comes_once_though_every_node_looks_for_what_is_due_and_its_receiver_is_late_with_its_answer()
    {
        using var receiver = new WebhookReceiver(number => number == 0 ? Late : TimeSpan.FromMilliseconds(100));
        using var http = nodes.Http();
        var swv = nodes.Live(http, "swv-oost");
        var subscribed = await swv.PostAsync("/api/v1/abonnementen", $$"""{"adres":"{{receiver.Address}}","soorten":["schoolverzoek.gedaan"]}""", Ct);
        Assert.True(subscribed.Status == 201, subscribed.Text);
        var path = $"/api/v1/abonnementen/{subscribed.Json.GetProperty("id").GetString()}";

        var references = await AskAsync(http);
        await Eventually.TrueAsync(async () => (await DeliveriesAsync(swv, path)).Count(delivery => delivery == "AFGELEVERD 1") == Events, "the delivery of all events, each at its first attempt", Ct);

        Assert.Equal(
            references.Order(StringComparer.Ordinal),
            receiver.Messages.Select(message => JsonElement.Parse(message.Body).GetProperty("data").GetProperty("onderwerp").GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal(Events, receiver.Messages.Select(message => message.Id).Distinct().Count());
        Assert.Equal(204, (await swv.SendAsync("DELETE", path, null, "application/json", Ct)).Status);
    }

    private static async Task<List<string>> DeliveriesAsync(LivePartner partner, string path) =>
        [.. (await partner.GetAsync(path + "/afleveringen", Ct)).Json.GetProperty("afleveringen").EnumerateArray()
            .Select(delivery => $"{delivery.GetProperty("uitkomst").GetString()} {delivery.GetProperty("pogingen").GetInt32()}")];

    private static async Task<long> EndOfFeedAsync(LivePartner partner)
    {
        for (long cursor = 0; ;)
        {
            var page = (await partner.GetAsync($"/api/v1/gebeurtenissen?na={cursor}", Ct)).Json;
            cursor = page.GetProperty("volgende").GetInt64();
            if (!page.GetProperty("meer").GetBoolean())
            {
                return cursor;
            }
        }
    }

    /// <summary>A school asks its SWV so many times, eight at a time, at whichever node. Gives the references.</summary>
    private async Task<List<string>> AskAsync(HttpClient http)
    {
        var school = nodes.Live(http, "school-so");
        await school.TokenAsync(Ct);
        var (number, swv) = (nodes.Families.NumberOf("1", "school-so")!, nodes.Families.IdentifierOf("swv-oost")!);
        var body = JsonSerializer.Serialize(new { kind = new { system = number.System, value = number.Value }, swv = new { system = swv.System, value = swv.Value }, doel = "ARRANGEMENT" });
        var asked = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            var references = new List<string>();
            for (var time = 0; time < Events / 8; time++)
            {
                var made = await school.PostAsync("/api/v1/schoolverzoeken", body, Ct);
                Assert.True(made.Status == 201, made.Text);
                references.Add(made.Json.GetProperty("referentie").GetString()!);
            }

            return references;
        }));
        return [.. asked.SelectMany(each => each)];
    }
}
