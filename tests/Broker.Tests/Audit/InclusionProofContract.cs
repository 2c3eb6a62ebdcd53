using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Tree;
using ZioExchange.Broker.Audit.Witnesses;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>Proofs are cheap, and none is given that does not hold.</summary>
public abstract class InclusionProofContract(ITestDatabase database) : IAsyncLifetime
{
    private protected TestLog Node { get; private set; } = null!;

    /// <summary>On a clock that stands still: what a checkpoint is read for lasts ten seconds.</summary>
    private protected LogProofs Proofs { get; private set; } = null!;

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.CreateAsync();
        Node = new TestLog(database.Database);
        Proofs = new(database.Database, TestLog.Signer, ConfiguredWitnesses.None, new StoppedClock());
        await Task.WhenAll(Enumerable.Range(0, 280).Select(n => Node.AppendAsync(n)));
        await Task.WhenAll(Enumerable.Range(280, 20).Select(n => Node.AppendAsync(n)));
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await database.DropAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_proof_stays_under_the_checkpoint_that_was_just_read_unless_the_entry_is_newer()
    {
        var before = await Proofs.InclusionAsync(7, Ct);
        var index = await Node.AppendAsync(300);

        Assert.Equal(before!.CheckpointNote, (await Proofs.InclusionAsync(8, Ct))!.CheckpointNote);
        var newer = (await Proofs.InclusionAsync(index, Ct))!;
        Assert.True(newer.Proves(MerkleHash.Leaf(newer.Extra.Span), TestLog.Signer.Key, out var fault), fault);
    }

    [Theory]
    [InlineData("UPDATE log_tiles SET hashes = root WHERE level = 0 AND idx = 0")]
    [InlineData("UPDATE log_entries SET commitment = leaf_hash WHERE idx = 7")]
    [InlineData("UPDATE log_entries SET leaf_hash = (SELECT root FROM log_tiles WHERE idx = 0) WHERE idx = 280")]
    public async Task An_entry_that_damage_keeps_from_being_proven_has_no_proof(string damage)
    {
        Assert.NotNull(await Proofs.InclusionAsync(7, Ct));
        await Node.TakeFullRightsAsync();
        await Node.RunAsync(damage);

        Assert.Null(await Proofs.InclusionAsync(7, Ct));
    }

    [Fact]
    public async Task A_checkpoint_that_the_database_no_longer_reaches_is_forgotten()
    {
        await Proofs.InclusionAsync(7, Ct);
        await Node.TakeFullRightsAsync();
        await Node.RunAsync("DELETE FROM log_checkpoints WHERE size > 280");
        await Node.RunAsync("DELETE FROM log_entries WHERE idx >= 280");

        var proof = await Proofs.InclusionAsync(0, Ct);

        Assert.Equal("280", proof!.CheckpointNote.Split('\n')[1]);
    }

    private sealed class StoppedClock : TimeProvider
    {
        private readonly DateTimeOffset _now = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => _now;
    }
}

public sealed class InclusionProofOnSqlite() : InclusionProofContract(new SqliteDatabase());

[Trait("Needs", "PostgreSQL")]
public sealed class InclusionProofOnPostgres() : InclusionProofContract(new PostgresDatabase())
{
    [Fact]
    public async Task It_takes_one_round_trip_for_the_leaf_the_hashes_and_the_checkpoint()
    {
        await Proofs.InclusionAsync(7, Ct);
        using var here = new Activity("proof").Start();
        var commands = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = done =>
            {
                if (done.TraceId == here.TraceId && done.GetTagItem("db.query.text") is string command)
                {
                    commands.Enqueue(command);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);

        Assert.NotNull(await Proofs.InclusionAsync(8, Ct));

        Assert.Single(commands);
    }
}
