using System.Text.Json;
using Npgsql;
using Xunit;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Tests.Audit.Crashes;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Nodes;

/// <summary>One of four nodes behind HAProxy is killed (kill -9) with requests in its hands: their callers send them again and another node answers.</summary>
[Collection<SharedBalancedNodes>]
[Trait("Needs", "PostgreSQL")]
public sealed class KilledBehindBalancerTests(BalancedNodes nodes)
{
    private const int Askers = 9;
    private const int Givers = 3;
    private const string Mark = "killed node";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_that_is_killed_costs_each_caller_one_request_at_most_and_loses_and_doubles_nothing()
    {
        var port = FreePort.Next();
        var sources = (string)(await nodes.AskAsync("SELECT json_agg(row_to_json(s)) #>> '{}' FROM source_endpoints s"))!;
        var connection = new NpgsqlConnectionStringBuilder(nodes.Database.ConnectionString) { ApplicationName = Mark }.ConnectionString;
        await using var node = await BrokerProcess.StartAsync(nodes.Data, DatabaseProvider.Postgres, connection, Ct, ("PublicUrl", nodes.Address.AbsoluteUri));
        await RestoreSourcesAsync(sources);   // those of the node that dies would die with it
        await using var balancer = nodes.BalancerWith(port, node.Address.Port);
        var before = await nodes.GrantsAsync();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var callers = new FailoverCallers(nodes, port);
        await BalancerAnswersAsync(port);
        var running = callers.RunAsync(Askers, Givers, over.Token);
        await MoreAsync(callers);
        Assert.Empty(callers.Broken);

        await using (var held = new NpgsqlConnection(nodes.Database.ConnectionString))
        {
            // Until the node has requests in its hands that wait to be written down.
            await held.OpenAsync(Ct);
            await using var transaction = await held.BeginTransactionAsync(Ct);
            await using var hold = new NpgsqlCommand("LOCK TABLE log_entries IN EXCLUSIVE MODE", held, transaction);
            await hold.ExecuteNonQueryAsync(Ct);
            await Eventually.TrueAsync(
                async () => (long)(await nodes.AskAsync($"SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = '{Mark}' AND wait_event_type = 'Lock'"))! > 0,
                "a request in the hands of the node", Ct);
            await node.KillAsync();
            await transaction.RollbackAsync(Ct);
        }

        await MoreAsync(callers);
        await over.CancelAsync();
        await running;

        Assert.Empty(callers.Refused);
        Assert.NotEmpty(callers.Broken);
        Assert.All(callers.Broken, caller => Assert.Equal(1, caller.Value));

        // Two minutes later nobody can still be at it: the log says whether the change was made.
        await nodes.AskAsync("UPDATE idempotent_answers SET keep_until = keep_until - interval '3 minutes' WHERE status = 0");
        foreach (var key in callers.Doubtful)
        {
            var (status, text) = await callers.GiveAsync(key);
            Assert.True(status == 201 || (status == 409 && text.Contains("was carried out", StringComparison.Ordinal)), $"{status} {text}");
        }

        Assert.Equal(before + callers.Consents, await nodes.GrantsAsync());
        var log = new AcknowledgedLog(nodes.Data, DatabaseProvider.Postgres, nodes.Database.ConnectionString);
        log.Add(callers.Done);
        await log.CheckAsync(1, Ct);
        Assert.True(log.Disclosures > 0 && log.Acknowledged > log.Disclosures);
    }

    private static Task MoreAsync(FailoverCallers callers)
    {
        var answered = callers.Done.Count;
        return Eventually.TrueAsync(() => Task.FromResult(callers.Done.Count > answered + (4 * (Askers + Givers)) || callers.Refused.Count > 0), "answers", Ct);
    }

    private static async Task BalancerAnswersAsync(int port)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var seen = new HashSet<string>();
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    using var answer = await http.GetAsync(new Uri("/log/checkpoint", UriKind.Relative), Ct);
                    seen.UnionWith(answer.Headers.TryGetValues(LoadBalancer.NodeHeader, out var node) ? node : []);
                    return seen.Count == BalancedNodes.Count + 1;
                }
                catch (HttpRequestException)
                {
                    return false;   // HAProxy does not listen yet
                }
            },
            "an answer of each of the four nodes", Ct);
    }

    private async Task RestoreSourcesAsync(string sources)
    {
        foreach (var source in JsonElement.Parse(sources).EnumerateArray())
        {
            await nodes.AskAsync($"UPDATE source_endpoints SET address = '{source.GetProperty("address").GetString()}' WHERE organisation_id = '{source.GetProperty("organisation_id").GetString()}'");
        }
    }
}
