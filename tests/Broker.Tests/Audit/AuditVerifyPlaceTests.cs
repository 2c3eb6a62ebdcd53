using System.Data.Common;
using System.Security.Cryptography;
using Xunit;
using ZioExchange.Broker.Cli;
using ZioExchange.Broker.Cli.Audit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>Where <c>audit verify</c> finds a log: a folder that is evidence, a site that may be silent.</summary>
public sealed class AuditVerifyPlaceTests : IAsyncLifetime
{
    private readonly SqliteDatabase _database = new();
    private TestLog _node = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Folder => Path.GetDirectoryName((string)new DbConnectionStringBuilder { ConnectionString = _database.Database.ConnectionString }["Data Source"])!;

    public async ValueTask InitializeAsync()
    {
        await _database.CreateAsync();
        _node = new TestLog(_database.Database);
        await _node.AppendAsync(0);
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await _database.DropAsync();
    }

    [Fact]
    public async Task A_folder_is_checked_with_the_key_alone_and_left_as_it_was_found()
    {
        Assert.Equal(ExitCodes.Good, await VerifyAsync(Folder));   // while a broker runs
        await _node.DisposeAsync();
        await _database.Database.DisposeAsync();
        var before = Contents();
        Assert.Equal(["zio.db"], before.Keys);

        Assert.Equal(ExitCodes.Good, await VerifyAsync(Folder));
        Assert.Equal(before, Contents());

        await File.WriteAllTextAsync(Path.Combine(Folder, "log.vkey"), TestLog.Signer.Key + "\n", Ct);
        Assert.Equal(ExitCodes.Good, await Verbs.RunAsync(["audit", "verify", "--data", Folder]));
    }

    [Fact]
    public async Task A_log_that_was_set_back_shows_against_the_checkpoint_that_its_broker_kept_beside_it()
    {
        var kept = Path.Combine(Folder, "log.sqlite.checkpoint");
        await File.WriteAllTextAsync(kept, await _node.Proofs.CheckpointAsync(Ct), Ct);
        await _node.AppendAsync(1);
        Assert.Equal(ExitCodes.Good, await VerifyAsync(Folder));   // the log went on
        await File.WriteAllTextAsync(kept, new Broker.Audit.Notes.Checkpoint(TestLog.Signer.Key.Name, 3, new byte[32]).SignWith(TestLog.Signer), Ct);

        Assert.Equal(ExitCodes.Finding, await VerifyAsync(Folder));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_said_and_not_made()
    {
        var nowhere = Path.Combine(Folder, "nowhere");

        Assert.Equal(ExitCodes.BadUsage, await VerifyAsync(nowhere));
        Assert.False(System.IO.Directory.Exists(nowhere));
    }

    [Theory]
    [InlineData("https://broker.example.nl/zio", "https://broker.example.nl/zio/log/keys")]
    [InlineData("https://broker.example.nl/zio/", "https://broker.example.nl/zio/log/keys")]
    [InlineData("https://broker.example.nl", "https://broker.example.nl/log/keys")]
    public async Task A_site_keeps_its_path(string address, string keys)
    {
        await using var place = LogPlace.At(new Uri(address));

        Assert.Equal(keys, new Uri(place.Site!.BaseAddress!, "log/keys").AbsoluteUri);
        Assert.InRange(place.Site.MaxResponseContentBufferSize, 256 * (2 + ushort.MaxValue), 64 << 20);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_site_that_gives_no_answer_in_time_is_said_and_is_no_crash(bool keyIsKnown)
    {
        using var silent = new HttpClient(new Silence()) { BaseAddress = new Uri("https://broker.example.nl/"), Timeout = TimeSpan.FromMilliseconds(50) };
        using var messages = new StringWriter();

        Assert.Equal(ExitCodes.BadInput, await AuditVerifyVerb.RunAsync(new() { Site = silent, Key = keyIsKnown ? TestLog.Signer.Key.ToString() : null }, TextWriter.Null, messages, Ct));
        Assert.NotEmpty(messages.ToString());
    }

    private static Task<int> VerifyAsync(string folder) => Verbs.RunAsync(["audit", "verify", "--data", folder, "--key", TestLog.Signer.Key.ToString()]);

    private Dictionary<string, string> Contents() => System.IO.Directory.GetFileSystemEntries(Folder).Order(StringComparer.Ordinal)
        .ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))), StringComparer.Ordinal);

    private sealed class Silence : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException("Nobody waits for ever.");
        }
    }
}
