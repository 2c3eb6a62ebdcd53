using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Storage;
using ZioExchange.Broker.Audit.Witnesses;
using ZioExchange.Broker.Tests.Exchange;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>Who has full rights on the database of a witness makes it cosign no second history: what it keeps outside the database says what it cosigned.</summary>
public abstract class KeptWitnessedContract(ITestDatabase log, ITestDatabase other) : IAsyncLifetime
{
    private static readonly LogSigningKey Own = LogSigningKey.Generate("witness.example");
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("zio-witnessed-").FullName;
    private readonly byte[] _seed = RandomNumberGenerator.GetBytes(32);
    private readonly CapturedLog _said = new();
    private LoggerFactory _loggers = null!;
    private TestLog _node = null!;
    private Witness _witness = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await log.CreateAsync();
        await other.CreateAsync();
        _loggers = new LoggerFactory([_said]);
        _node = new TestLog(log.Database);
        _witness = Node("one");
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await log.DropAsync();
        await other.DropAsync();
        _loggers.Dispose();
        _said.Dispose();
        System.IO.Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("DELETE FROM log_witnessed")]
    [InlineData("UPDATE log_witnessed SET size = 5, note = (SELECT note FROM before), moment = (SELECT moment FROM before), statement = (SELECT statement FROM before)")]
    [InlineData("UPDATE log_witnessed SET statement = NULL")]
    [InlineData("UPDATE log_witnessed SET statement = 'signed'")]
    [InlineData("UPDATE log_witnessed SET note = replace(note, '\n10\n', '\n12\n'), size = 12, statement = NULL")]
    [InlineData("UPDATE log_witnessed SET note = replace(note, '\n10\n', '\n12\n'), size = 12")]
    public async Task A_record_that_was_removed_set_back_stripped_or_invented_is_found_and_told_and_the_witness_goes_on_from_what_it_keeps(string sql)
    {
        await AppendAsync(0, 5);
        Assert.Equal(200, (await _node.AskAsync(_witness, 0)).Status);
        await OnOtherAsync("CREATE TABLE before AS SELECT * FROM log_witnessed");
        await AppendAsync(5, 5);
        Assert.Equal(200, (await _node.AskAsync(_witness, 5)).Status);
        Assert.Equal((null, (1, 1)), (await VerifyAsync() is var honest ? honest.Finding : null, honest.Witnessed));
        var forks = new[] { 0, 5, 12 }.Select(old => new AddCheckpoint(old, [], new Checkpoint(TestLog.Signer.Key.Name, 12, RandomNumberGenerator.GetBytes(32)).SignWith(TestLog.Signer)).ToText());

        await OnOtherAsync(sql);

        Assert.Equal("WITNESSED_CHANGED", (await VerifyAsync()).Finding?.Code);
        foreach (var fork in forks)
        {
            Assert.Equal((409, "10\n"), await _witness.AddAsync(fork, Ct));
        }

        Assert.Contains("it goes on from what this node keeps", Assert.Single(_said.Lines), StringComparison.Ordinal);
        await AppendAsync(10, 5);
        Assert.Equal(200, (await _node.AskAsync(_witness, 10)).Status);
        Assert.Equal((null, (1, 1)), (await VerifyAsync() is var after ? after.Finding : null, after.Witnessed));
    }

    [Fact]
    public async Task A_node_with_a_folder_of_its_own_learns_of_what_another_cosigned_and_tells_once_of_what_was_set_back_since()
    {
        var second = Node("two");
        await AppendAsync(0, 5);
        await _node.AskAsync(_witness, 0);
        await second.LookAsync(Ct);
        Assert.Empty(_said.Lines);

        await OnOtherAsync("DELETE FROM log_witnessed");
        await second.LookAsync(Ct);
        await second.LookAsync(Ct);

        Assert.Single(_said.Lines);
        Assert.Equal((409, "5\n"), await second.AddAsync(new AddCheckpoint(0, [], new Checkpoint(TestLog.Signer.Key.Name, 6, new byte[32]).SignWith(TestLog.Signer)).ToText(), Ct));
        await second.PutBackAsync(Ct);
        await second.LookAsync(Ct);
        Assert.Equal((null, (1, 1)), (await VerifyAsync() is var after ? after.Finding : null, after.Witnessed));
    }

    [Theory]
    [InlineData("[]]")]
    [InlineData("null")]
    [InlineData("[\"statement\"]")]
    [InlineData("[null]")]
    public async Task A_file_that_the_broker_did_not_write_is_believed_in_nothing_and_then_nothing_is_cosigned(string file)
    {
        await AppendAsync(0, 5);
        await File.WriteAllTextAsync(Kept("one"), file, Ct);

        Assert.Equal(Witness.RecordChanged, (await _node.AskAsync(_witness, 0)).Status);
        Assert.Equal("WITNESSED_CHANGED", (await VerifyAsync()).Finding?.Code);
        Assert.Single(_said.Lines);
    }

    [Fact]
    public async Task What_cannot_be_kept_is_not_cosigned_and_is_when_it_can()
    {
        await AppendAsync(0, 5);
        System.IO.Directory.CreateDirectory(Path.Combine(Kept("one"), "in-the-way"));

        var (body, status) = await _node.AskAsync(_witness, 0);
        Assert.Equal(503, status);
        Assert.DoesNotContain("\u2014", body, StringComparison.Ordinal);

        System.IO.Directory.Delete(Kept("one"), recursive: true);
        Assert.Equal(("5\n", 409), await _node.AskAsync(_witness, 0));
        Assert.Equal(200, (await _node.AskAsync(_witness, 5)).Status);
    }

    private string Kept(string node) => Path.Combine(_folder, node);

    private Witness Node(string name) => new(
        other.Database, WitnessKey.Create("witness.example/w1", Ed25519.PublicKey(_seed)), _seed, [TestLog.Signer.Key], Own, new KeptWitnessed(Kept(name)), TimeProvider.System, _loggers.CreateLogger<Witness>());

    private Task AppendAsync(int from, int count) => Task.WhenAll(Enumerable.Range(from, count).Select(n => _node.AppendAsync(n)));

    private Task<LogReport> VerifyAsync() => new LogVerifier(other.Database, Own.Key) { Witnessed = new KeptWitnessed(Kept("one")).Read() }.VerifyAsync(null, null, Ct);

    private Task OnOtherAsync(string sql) => TestLog.RunAsync(other.Database, sql);
}

public sealed class KeptWitnessedOnSqlite() : KeptWitnessedContract(new SqliteDatabase(), new SqliteDatabase());

[Trait("Needs", "PostgreSQL")]
public sealed class KeptWitnessedOnPostgres() : KeptWitnessedContract(new PostgresDatabase(), new PostgresDatabase());
