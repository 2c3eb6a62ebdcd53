using System.Collections.Concurrent;
using System.Net;
using Xunit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Nodes;

/// <summary>A node is stopped as in an upgrade: its callers go to the others and notice nothing.</summary>
[Trait("Needs", "PostgreSQL")]
public sealed class StoppedBehindBalancerTests(BalancedNodes nodes) : IClassFixture<BalancedNodes>
{
    private const string Client = "school-so";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_that_is_stopped_under_load_costs_no_request()
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var statuses = new ConcurrentBag<HttpStatusCode>();
        nodes.AnsweredBy.Clear();
        var callers = Enumerable.Range(0, 4).Select(_ => AskAsync(statuses, over.Token)).ToList();
        await Eventually.TrueAsync(() => Task.FromResult(nodes.EachAnswered && statuses.Count > 20), "answers of each node", Ct);

        await nodes.StopAsync(0);
        await MoreAsync(statuses);   // what the node answered last was still to be read
        var ofStopped = nodes.AnsweredBy["node1"];
        await MoreAsync(statuses);
        await over.CancelAsync();
        await Task.WhenAll(callers);

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(ofStopped, nodes.AnsweredBy["node1"]);
        var report = await nodes.VerifyLogAsync();
        Assert.Null(report.Finding);
        Assert.True(report.Entries >= statuses.Count);
    }

    private static Task MoreAsync(ConcurrentBag<HttpStatusCode> statuses)
    {
        var answered = statuses.Count;
        return Eventually.TrueAsync(() => Task.FromResult(statuses.Count > answered + 20), "answers without the node that is gone", Ct);
    }

    private async Task AskAsync(ConcurrentBag<HttpStatusCode> statuses, CancellationToken over)
    {
        using var http = nodes.Http();
        var partner = nodes.Partner(http, Client);
        var token = await partner.TokenAsync(Ct);
        while (!over.IsCancellationRequested)
        {
            using var answer = await partner.SendAsync(HttpMethod.Post, "/fhir/Patient/$kind-dossier", nodes.Question(Client), token, Ct);
            statuses.Add(answer.StatusCode);
        }
    }
}
