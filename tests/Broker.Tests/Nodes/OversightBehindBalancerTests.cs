using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Oversight;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Nodes;

/// <summary>What the nodes do by themselves for officers is done once, though each of them looks for it.</summary>
[Collection<SharedBalancedNodes>]
[Trait("Needs", "PostgreSQL")]
public sealed class OversightBehindBalancerTests(BalancedNodes nodes)
{
    private const int Glasses = 20;
    private const string Client = "school-so";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_shared_at_every_node_is_sampled_once_by_one_node_at_a_time()
    {
        // Writes down who takes a turn before the one of somebody else is over.
        await nodes.AskAsync("""
            CREATE TABLE test_turns (early boolean NOT NULL);
            CREATE FUNCTION test_turn() RETURNS trigger LANGUAGE plpgsql AS $$
              DECLARE now_is bigint := floor(extract(epoch FROM clock_timestamp()));
              BEGIN
                IF NEW.due_at > now_is + 600 THEN INSERT INTO test_turns VALUES (OLD.due_at > now_is); END IF;
                RETURN NEW;
              END $$;
            CREATE TRIGGER test_turn BEFORE UPDATE ON background_turns FOR EACH ROW WHEN (OLD.job = 'oversight-round') EXECUTE FUNCTION test_turn();
            """);
        using var http = nodes.Http();
        var partner = nodes.Partner(http, Client);
        var token = await partner.TokenAsync(Ct);
        nodes.AnsweredBy.Clear();
        var before = await SampledAsync();
        for (var question = 0; question < 4 * BalancedNodes.Count; question++)
        {
            using var answer = await partner.SendAsync(HttpMethod.Post, "/fhir/Patient/$kind-dossier", nodes.Question(Client), token, Ct);
            Assert.True(answer.IsSuccessStatusCode);
        }

        Assert.True(nodes.EachAnswered);
        await Eventually.TrueAsync(async () => await SampledAsync() > before, "a sample of the new decisions", Ct);
        await Eventually.TrueAsync(async () => (long)(await nodes.AskAsync("SELECT count(*) FROM test_turns"))! > 1, "a turn of another node", Ct);

        Assert.Equal(0L, await nodes.AskAsync("SELECT count(*) FROM test_turns WHERE early"));
    }

    [Fact]
    public async Task A_broken_glass_that_is_late_is_told_once_though_all_nodes_find_it_at_once()
    {
        var late = string.Join(", ", Enumerable.Range(0, Glasses).Select(number => string.Create(
            CultureInfo.InvariantCulture, $"('late-{number}', 'school-po', {1_000_000 + number}, 0, '2026-01', 'BREAK_GLASS', 'Open', '2026-01-02')")));
        await nodes.AskAsync($"INSERT INTO oversight_reviews (id, organisation, entry, moment, month, reasons, state, due) VALUES {late}");

        await Task.WhenAll(nodes.Services.Select(node => node.GetRequiredService<OversightRound>().EscalateAsync(Ct)));

        Assert.Equal(0L, await nodes.AskAsync("SELECT count(*) FROM oversight_reviews WHERE id LIKE 'late-%' AND escalated_at IS NULL"));
        var told = new List<string>();
        await foreach (var record in nodes.Services.First().GetRequiredService<LogReader>().AllAsync(new LogQuery { Kind = AuditKind.Review }, Ct))
        {
            if (record.Entry?.Details is { } details && details.GetValueOrDefault("act") == "ESCALATED_TO_FG")
            {
                told.Add(details["review"]);
            }
        }

        Assert.Equal(Enumerable.Range(0, Glasses).Select(number => string.Create(CultureInfo.InvariantCulture, $"late-{number}")).Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }

    private async Task<long> SampledAsync() => (long)(await nodes.AskAsync("SELECT count(*) FROM oversight_reviews WHERE organisation = 'school-so'"))!;
}
