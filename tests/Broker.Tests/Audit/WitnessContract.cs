using System.Security.Cryptography;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Storage;
using ZioExchange.Broker.Audit.Witnesses;
using ZioExchange.Broker.Cli.Audit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>One broker witnesses the log of another: it cosigns what continues, and never two futures of one log.</summary>
public abstract class WitnessContract(ITestDatabase log, ITestDatabase other) : IAsyncLifetime
{
    private static readonly LogSigningKey Own = LogSigningKey.Generate("witness.example");
    private readonly byte[] _seed = RandomNumberGenerator.GetBytes(32);
    private readonly DateTimeOffset _now = DateTimeOffset.UtcNow;
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
    public async Task What_continues_is_cosigned_and_the_cosignature_holds_with_the_witness_key()
    {
        await AppendAsync(0, 5);
        var (first, status) = await AskAsync(0);
        await AppendAsync(5, 400);
        var (second, again) = await AskAsync(5);

        Assert.Equal((200, 200), (status, again));
        Assert.True(WitnessKey.TryParse(_witness.Key.ToString(), out var key));
        Assert.True(SignedNote.TryParse(await _node.Proofs.CheckpointAsync(Ct) + second, out var cosigned));
        Assert.InRange(Cosignature.SignedAt(cosigned, key)!.Value, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(1));
        Assert.True(SignedNote.TryParse(await _node.Proofs.CheckpointAsync(Ct) + first, out var misplaced));
        Assert.Null(Cosignature.SignedAt(misplaced, key));
    }

    [Fact]
    public async Task A_wrong_old_size_answers_the_size_that_was_cosigned_last()
    {
        await AppendAsync(0, 5);
        await AskAsync(0);
        await AppendAsync(5, 2);

        Assert.Equal(("5\n", 409), await AskAsync(0));
        Assert.Equal(400, (await _witness.AddAsync(new AddCheckpoint(99, [], await _node.Proofs.CheckpointAsync(Ct)).ToText(), Ct)).Status);
    }

    [Fact]
    public async Task A_second_future_of_the_log_is_never_cosigned()
    {
        await AppendAsync(0, 5);
        await AskAsync(0);
        var fork = new Checkpoint(TestLog.Signer.Key.Name, 5, RandomNumberGenerator.GetBytes(32)).SignWith(TestLog.Signer);
        var longer = new Checkpoint(TestLog.Signer.Key.Name, 9, RandomNumberGenerator.GetBytes(32)).SignWith(TestLog.Signer);

        Assert.Equal(409, (await _witness.AddAsync(new AddCheckpoint(5, [], fork).ToText(), Ct)).Status);
        Assert.Equal(422, (await _witness.AddAsync(new AddCheckpoint(5, [new byte[32]], longer).ToText(), Ct)).Status);
    }

    [Fact]
    public async Task An_unknown_log_a_wrong_key_and_a_malformed_request_are_refused()
    {
        var stranger = LogSigningKey.Generate("another.example");
        var impostor = LogSigningKey.Generate(TestLog.Signer.Key.Name);

        Assert.Equal(404, (await _witness.AddAsync(new AddCheckpoint(0, [], new Checkpoint("another.example", 1, new byte[32]).SignWith(stranger)).ToText(), Ct)).Status);
        Assert.Equal(403, (await _witness.AddAsync(new AddCheckpoint(0, [], new Checkpoint(impostor.Key.Name, 1, new byte[32]).SignWith(impostor)).ToText(), Ct)).Status);
        Assert.All(["", "old 0\n", "old 01\n\nx", "old 0\nxx\n\nnote\n"], body => Assert.False(AddCheckpoint.TryParse(body, out var read) && SignedNote.TryParse(read.Note, out _)));
        Assert.Equal(400, (await _witness.AddAsync("old -1\n\n", Ct)).Status);
    }

    [Fact]
    public async Task A_log_asks_catches_up_with_its_witness_and_publishes_what_was_cosigned()
    {
        await AppendAsync(0, 5);
        await AskAsync(0);   // the log itself does not know of this one
        await AppendAsync(5, 20);
        var asking = new WitnessedLog(log.Database, _node.Proofs, new PublishedCheckpoint(null), TimeProvider.System);
        using var http = new HttpClient(new WitnessHandler(_witness)) { BaseAddress = new Uri("https://witness.example/") };

        Assert.Equal(WitnessAnswer.Cosigned, await asking.AskAsync(http, _witness.Key, Ct));
        await AppendAsync(25, 5);
        Assert.True(SignedNote.TryParse(await Published().CheckpointAsync(Ct), out var published));

        Assert.NotNull(Cosignature.SignedAt(published, _witness.Key));
        Assert.StartsWith($"{TestLog.Signer.Key.Name}\n25\n", published.Text, StringComparison.Ordinal);
        Assert.StartsWith($"{TestLog.Signer.Key.Name}\n25\n", (await Published().InclusionAsync(3, Ct))!.CheckpointNote, StringComparison.Ordinal);
        Assert.StartsWith($"{TestLog.Signer.Key.Name}\n30\n", (await Published().InclusionAsync(27, Ct))!.CheckpointNote, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_checks_the_log_hears_of_each_witness_named_what_it_signed_and_of_one_that_did_not()
    {
        await AppendAsync(0, 5);
        var asking = new WitnessedLog(log.Database, _node.Proofs, new PublishedCheckpoint(null), TimeProvider.System);
        using var http = new HttpClient(new WitnessHandler(_witness)) { BaseAddress = new Uri("https://witness.example/") };
        await asking.AskAsync(http, _witness.Key, Ct);
        await AppendAsync(5, 2);
        var impostor = WitnessKey.Create(_witness.Key.Name, Ed25519.PublicKey(RandomNumberGenerator.GetBytes(32)));
        using var output = new StringWriter();
        var asked = new AuditVerifyArguments { Database = log.Database, Key = TestLog.Signer.Key.ToString(), Witnesses = [_witness.Key] };

        Assert.Equal(0, await AuditVerifyVerb.RunAsync(asked, output, output, Ct));
        Assert.Contains("witness: witness.example/w1 signed 5 entries at 20", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("NOT", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await AuditVerifyVerb.RunAsync(asked with { Witnesses = [_witness.Key, impostor] }, output, output, Ct));
        Assert.Contains("witness: witness.example/w1 did NOT sign any checkpoint in this database", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_witness_and_one_that_is_no_longer_configured_hold_the_published_checkpoint_up_for_a_minute_at_most()
    {
        await AppendAsync(0, 5);
        var asking = new WitnessedLog(log.Database, _node.Proofs, new PublishedCheckpoint(null), TimeProvider.System);
        using var http = new HttpClient(new WitnessHandler(_witness)) { BaseAddress = new Uri("https://witness.example/") };
        await asking.AskAsync(http, _witness.Key, Ct);
        await AppendAsync(5, 5);

        Assert.Equal("5", SizeOf(await Published().CheckpointAsync(Ct)));
        Assert.Equal("10", SizeOf(await Published(Later(61)).CheckpointAsync(Ct)));
        Assert.Equal("10", SizeOf(await _node.Proofs.CheckpointAsync(Ct)));   // configured without it
    }

    [Fact]
    public async Task What_is_published_never_goes_back_when_a_witness_signs_an_older_checkpoint_after_a_newer_one_went_out_without_it()
    {
        await AppendAsync(0, 5);
        var first = await _node.Proofs.LatestAsync(Ct);
        Assert.True(SignedNote.TryParse(first, out var signed));
        await AppendAsync(5, 5, secondsLater: 30);
        var newer = new List<string> { SizeOf(await Published().CheckpointAsync(Ct)), SizeOf(await Published(Later(61)).CheckpointAsync(Ct)), SizeOf(await Published(Later(120)).CheckpointAsync(Ct)) };

        var line = Cosignature.Sign(signed.Text, _witness.Key, _seed, DateTimeOffset.UtcNow);
        await new Cosignatures(log.Database).KeepAsync(5, _witness.Key.Name, line, DateTimeOffset.UtcNow, Ct);

        Assert.Equal(["0", "5", "10"], newer);
        Assert.Equal(first + line, await Published().CheckpointAsync(Ct));
        Assert.Equal("10", SizeOf(await Published(Later(120)).CheckpointAsync(Ct)));
    }

    [Fact]
    public async Task A_line_that_does_not_hold_hides_no_older_one_that_does()
    {
        await AppendAsync(0, 5);
        var asking = new WitnessedLog(log.Database, _node.Proofs, new PublishedCheckpoint(null), TimeProvider.System);
        using var http = new HttpClient(new WitnessHandler(_witness)) { BaseAddress = new Uri("https://witness.example/") };
        await asking.AskAsync(http, _witness.Key, Ct);
        var before = await Published().CheckpointAsync(Ct);
        await AppendAsync(5, 5);
        await _node.RunAsync($"INSERT INTO log_cosignatures (size, witness, line, moment) SELECT max(size), '{_witness.Key.Name}', 'a line', 0 FROM log_checkpoints");

        Assert.StartsWith($"{TestLog.Signer.Key.Name}\n5\n", before, StringComparison.Ordinal);
        Assert.Equal(before, await Published().CheckpointAsync(Ct));
    }

    [Fact]
    public async Task A_line_in_the_table_that_is_no_signature_of_the_witness_is_not_published()
    {
        await AppendAsync(0, 5);
        var latest = await _node.Proofs.LatestAsync(Ct);
        Assert.True(SignedNote.TryParse(latest, out var signed));
        var forged = Cosignature.Sign(signed.Text, _witness.Key, RandomNumberGenerator.GetBytes(32), DateTimeOffset.UtcNow).TrimEnd('\n');   // its name and key id, another's key
        foreach (var (witness, line) in new[] { ("witness.example/w1", forged), ("someone/else", "another") })
        {
            await _node.RunAsync($"INSERT INTO log_cosignatures (size, witness, line, moment) VALUES (5, '{witness}', '{line}\n', 0)");
            Assert.Equal(latest, await Published(Later(61)).CheckpointAsync(Ct));
        }

        await _node.RunAsync("UPDATE log_cosignatures SET line = 'a line'");
        Assert.Equal(latest, await Published(Later(61)).CheckpointAsync(Ct));
    }

    [Fact]
    public async Task When_a_checkpoint_goes_out_without_its_witness_hangs_on_what_the_log_commits_to_alone()
    {
        await AppendAsync(0, 5);

        await _node.RunAsync("UPDATE log_checkpoints SET moment = 0");

        Assert.Equal("0", SizeOf(await Published().CheckpointAsync(Ct)));
        Assert.Equal("5", SizeOf(await Published(Later(61)).CheckpointAsync(Ct)));
    }

    [Fact]
    public async Task A_first_checkpoint_over_nothing_has_the_root_of_nothing()
    {
        var falseRoot = new Checkpoint(TestLog.Signer.Key.Name, 0, RandomNumberGenerator.GetBytes(32)).SignWith(TestLog.Signer);
        var trueRoot = new Checkpoint(TestLog.Signer.Key.Name, 0, Broker.Audit.Tree.MerkleHash.EmptyRoot()).SignWith(TestLog.Signer);

        Assert.Equal(422, (await _witness.AddAsync(new AddCheckpoint(0, [], falseRoot).ToText(), Ct)).Status);
        Assert.Equal(200, (await _witness.AddAsync(new AddCheckpoint(0, [], trueRoot).ToText(), Ct)).Status);
    }

    private LogProofs Published(TimeProvider? clock = null) =>
        new(log.Database, TestLog.Signer, new ConfiguredWitnesses([(new Uri("https://witness.example/"), _witness.Key)]), clock ?? Later(0));

    private static string SizeOf(string note) => note.Split('\n')[1];

    private LaterClock Later(int seconds) => new(_now.AddSeconds(seconds));

    private sealed class LaterClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    private sealed class WitnessHandler(Witness witness) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var (status, body) = await witness.AddAsync(await request.Content!.ReadAsStringAsync(cancellationToken), cancellationToken);
            return new HttpResponseMessage((System.Net.HttpStatusCode)status) { Content = new StringContent(body) };
        }
    }

    private Task AppendAsync(int from, int count, int secondsLater = 0) => Task.WhenAll(Enumerable.Range(from, count).Select(n =>
        _node.Log.AppendAsync(TestLog.Disclosure(n) with { Moment = _now.AddSeconds(secondsLater) }, null, Ct)));

    private Task<(string Body, int Status)> AskAsync(long old) => _node.AskAsync(_witness, old);
}

public sealed class WitnessOnSqlite() : WitnessContract(new SqliteDatabase(), new SqliteDatabase());

public sealed class WitnessOnPostgres() : WitnessContract(new PostgresDatabase(), new PostgresDatabase());
