using System.Security.Cryptography;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Storage;
using ZioExchange.Broker.Audit.Witnesses;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>What stands in the databases of a log and of its witness about cosignatures is checked too: by someone with full rights there it can be changed.</summary>
public abstract class CosignedCheckContract(ITestDatabase log, ITestDatabase other) : IAsyncLifetime
{
    private static readonly LogSigningKey Own = LogSigningKey.Generate("witness.example");
    private readonly byte[] _seed = RandomNumberGenerator.GetBytes(32);
    private TestLog _node = null!;
    private Witness _witness = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await log.CreateAsync();
        await other.CreateAsync();
        _node = new TestLog(log.Database);
        _witness = new Witness(other.Database, WitnessKey.Create("witness.example/w1", Ed25519.PublicKey(_seed)), _seed, [TestLog.Signer.Key], Own, new KeptWitnessed(null), TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await log.DropAsync();
        await other.DropAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_line_that_was_moved_to_another_checkpoint_is_found_by_who_has_the_key_of_the_witness_and_counted_as_unchecked_by_who_has_not()
    {
        foreach (var from in new[] { 0, 5 })
        {
            await AppendAsync(from, 5);
            await new Cosignatures(log.Database).KeepAsync(from + 5, _witness.Key.Name, (await AskAsync(from)).Body, DateTimeOffset.UtcNow, Ct);
        }

        Assert.Equal((null, (2, 2)), (await VerifyAsync(_witness.Key) is var honest ? honest.Finding : null, honest.Cosignatures));

        await _node.RunAsync("UPDATE log_cosignatures SET line = (SELECT o.line FROM log_cosignatures o WHERE o.size <> log_cosignatures.size)");

        Assert.Equal("COSIGNATURE_CHANGED", (await VerifyAsync(_witness.Key)).Finding?.Code);
        Assert.Equal((null, (0, 2)), (await VerifyAsync() is var unaware ? unaware.Finding : null, unaware.Cosignatures));

        await _node.RunAsync("UPDATE log_cosignatures SET size = 4000 WHERE size = 10");

        Assert.Equal("COSIGNATURE_CHANGED", (await VerifyAsync()).Finding?.Code);
    }

    [Theory]
    [InlineData("UPDATE log_witnessed SET size = 4, note = replace(note, '\n5\n', '\n4\n')")]
    [InlineData("UPDATE log_witnessed SET note = replace(note, '=', 'A=')")]
    [InlineData("UPDATE log_witnessed SET size = 6")]
    [InlineData("UPDATE log_witnessed SET statement = replace(statement, '\n5\n', '\n4\n')")]
    [InlineData("UPDATE log_witnessed SET statement = 'signed'")]
    [InlineData("UPDATE log_witnessed SET note = 'signed'")]
    public async Task A_record_of_what_was_cosigned_that_somebody_changed_is_found_and_nothing_is_cosigned_upon_it(string sql)
    {
        await AppendAsync(0, 5);
        await AskAsync(0);
        await AppendAsync(5, 5);
        Assert.Equal((null, (1, 1)), (await VerifyOtherAsync() is var honest ? honest.Finding : null, honest.Witnessed));

        await OnOtherAsync(sql);

        Assert.Equal("WITNESSED_CHANGED", (await VerifyOtherAsync()).Finding?.Code);
        Assert.Equal(Witness.RecordChanged, (await AskAsync(5)).Status);
    }

    [Theory]
    [InlineData("UPDATE log_witnessed SET statement = NULL")]                  // it wrote the first record
    [InlineData("UPDATE log_witnessed SET moment = moment + 1")]               // it cosigned the same checkpoint again
    public async Task A_record_of_an_older_node_raises_no_alarm_is_counted_as_unproven_and_signed_with_the_next_cosignature(string asOlderNode)
    {
        await AppendAsync(0, 5);
        await AskAsync(0);
        await OnOtherAsync(asOlderNode);
        await AppendAsync(5, 5);

        Assert.Equal((null, (0, 1)), (await VerifyOtherAsync() is var older ? older.Finding : null, older.Witnessed));
        Assert.Equal(200, (await AskAsync(5)).Status);
        Assert.Equal((null, (1, 1)), (await VerifyOtherAsync() is var newer ? newer.Finding : null, newer.Witnessed));
    }

    [Fact]
    public async Task A_record_that_an_older_node_took_further_raises_no_alarm_and_is_what_the_witness_goes_on_from()
    {
        await AppendAsync(0, 5);
        await AskAsync(0);
        await AppendAsync(5, 5);
        Assert.True(SignedNote.TryParse(await _node.Proofs.CheckpointAsync(Ct), out var ten));
        await OnOtherAsync($"UPDATE log_witnessed SET size = 10, note = '{ten.Text}'");

        Assert.Equal((null, (0, 1)), (await VerifyOtherAsync() is var older ? older.Finding : null, older.Witnessed));
        Assert.Equal(("10\n", 409), await AskAsync(5));
        Assert.Equal(200, (await AskAsync(10)).Status);
    }

    [Fact]
    public async Task A_record_signed_before_a_rotation_of_the_witness_own_log_key_still_holds()
    {
        await AppendAsync(0, 5);
        await AskAsync(0);
        await using var own = TestLog.New(other.Database, Own, TestLog.Master);
        var next = LogSigningKey.Generate(Own.Key.Name);
        await own.AppendAsync(TestLog.Disclosure(1), new HandOver(Own.Key, next), Ct);

        Assert.Equal((null, (1, 1)), (await VerifyOtherAsync() is var report ? report.Finding : null, report.Witnessed));
    }

    private Task AppendAsync(int from, int count) => Task.WhenAll(Enumerable.Range(from, count).Select(n => _node.AppendAsync(n)));

    private Task<LogReport> VerifyAsync(params WitnessKey[] witnesses) => new LogVerifier(log.Database, TestLog.Signer.Key) { Witnesses = witnesses }.VerifyAsync(null, null, Ct);

    private Task<LogReport> VerifyOtherAsync() => new LogVerifier(other.Database, Own.Key).VerifyAsync(null, null, Ct);

    private Task OnOtherAsync(string sql) => TestLog.RunAsync(other.Database, sql);

    private Task<(string Body, int Status)> AskAsync(long old) => _node.AskAsync(_witness, old);
}

public sealed class CosignedCheckOnSqlite() : CosignedCheckContract(new SqliteDatabase(), new SqliteDatabase());

public sealed class CosignedCheckOnPostgres() : CosignedCheckContract(new PostgresDatabase(), new PostgresDatabase());
