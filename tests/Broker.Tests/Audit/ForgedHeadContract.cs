using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Tree;
using ZioExchange.Broker.Persistence;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>Someone with full rights on the database changes the log under brokers that go on: none puts its signature under it.</summary>
public abstract class ForgedHeadContract(ITestDatabase database) : DatabaseContract(database)
{
    [Fact]
    public async Task A_broker_does_not_sign_over_an_entry_that_was_cut_out()
    {
        await using var node = await NodeAsync(6);
        var held = await node.Proofs.CheckpointAsync(Ct);
        await node.RunAsync("DELETE FROM log_entries WHERE idx = 3; DELETE FROM log_actors WHERE idx = 3; UPDATE log_entries SET idx = idx - 1 WHERE idx > 3; UPDATE log_actors SET idx = idx - 1 WHERE idx > 3; DELETE FROM log_checkpoints WHERE size > 3");
        await HeadAsync(node, 5);

        await RefusedByAllAsync(node);
        Assert.Equal(3, (await VerifyAsync(node, held)).Finding?.FirstBad);
    }

    [Fact]
    public async Task A_broker_does_not_sign_over_an_entry_that_was_put_at_the_end()
    {
        await using var node = await NodeAsync(4);
        await node.RunAsync("""
            INSERT INTO log_entries (idx, leaf_hash, commitment, moment, kind, outcome, trace_id, key_id, column_salt, sealed)
            SELECT 4, leaf_hash, commitment, moment, kind, outcome, trace_id, key_id, column_salt, sealed FROM log_entries WHERE idx = 1
            """);
        await HeadAsync(node, 5);

        await RefusedByAllAsync(node);
    }

    [Fact]
    public async Task A_broker_does_not_take_a_changed_edge_for_its_own_because_the_size_is_the_same()
    {
        await using var node = await NodeAsync(4);
        await node.RunAsync("UPDATE log_entries SET leaf_hash = commitment WHERE idx = 2");
        await HeadAsync(node, 4);
        await using var step = TestLog.NewNode(TestDatabase.Database);

        await Assert.ThrowsAsync<AuditUnavailableException>(() => step.AppendAsync(TestLog.Disclosure(9), null, Ct));
        await Assert.ThrowsAsync<AuditUnavailableException>(() => node.Log.AppendAsync(TestLog.Disclosure(9), new TestStep(1, () => true), Ct));
    }

    [Fact]
    public async Task A_node_notices_that_another_went_on_from_an_older_state()
    {
        await using var first = await NodeAsync(6);
        await first.RunAsync("DELETE FROM log_entries WHERE idx > 2; DELETE FROM log_actors WHERE idx > 2; DELETE FROM log_checkpoints WHERE size > 3");
        await HeadAsync(first, 3);
        await using (var second = TestLog.NewNode(TestDatabase.Database))   // started after it, with nothing to compare with
        {
            for (var n = 20; n < 26; n++)
            {
                await second.AppendAsync(TestLog.Disclosure(n), null, Ct);
            }
        }

        var refusal = await Assert.ThrowsAsync<AuditUnavailableException>(() => first.Log.AppendAsync(TestLog.Disclosure(9), null, Ct));

        Assert.Contains("The first 6 entries are not the ones that this node has written", refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>A log that may be changed by plain SQL, each entry under a signature of its own.</summary>
    private async Task<TestLog> NodeAsync(int entries)
    {
        var node = new TestLog(TestDatabase.Database);
        for (var n = 0; n < entries; n++)
        {
            await node.AppendAsync(n);
        }

        await node.TakeFullRightsAsync();
        return node;
    }

    /// <summary>The head as a careful forger makes it: it fits the rows.</summary>
    private static async Task HeadAsync(TestLog node, int size)
    {
        var range = new CompactRange();
        foreach (var leaf in await node.BlobsAsync("SELECT leaf_hash FROM log_entries ORDER BY idx"))
        {
            range.Append(leaf.AsSpan(0, MerkleHash.Length));
        }

        Assert.Equal(size, range.Size);
        var edge = Convert.ToHexString(range.ToEdge());
        await node.RunAsync($"UPDATE log_head SET size = {size}, edge = {(node.Database.Provider is DatabaseProvider.Postgres ? $"decode('{edge}', 'hex')" : $"x'{edge}'")}");
    }

    private static async Task RefusedByAllAsync(TestLog node)
    {
        await Assert.ThrowsAsync<AuditUnavailableException>(() => node.Log.AppendAsync(TestLog.Disclosure(9), null, Ct));
        await using var started = TestLog.NewNode(node.Database);
        var refusal = await Assert.ThrowsAsync<AuditUnavailableException>(() => started.AppendAsync(TestLog.Disclosure(9), null, Ct));

        Assert.Contains("no checkpoint that this log's key signed fits it", refusal.Message, StringComparison.Ordinal);
    }

    private static Task<LogReport> VerifyAsync(TestLog node, string held) => new LogVerifier(node.Database, TestLog.Signer.Key).VerifyAsync(held, null, Ct);
}

public sealed class ForgedHeadOnSqlite() : ForgedHeadContract(new SqliteDatabase());

public sealed class ForgedHeadOnPostgres() : ForgedHeadContract(new PostgresDatabase());
