using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Tests.Audit;
using ZioExchange.Consent.Vocabulary;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.ConsentRegister;

/// <summary>A disclosure comes into the log only on what was decided on, alone and among others, behind a first entry and as the first.</summary>
public abstract class ReleaseStepContract(ITestDatabase database) : IAsyncLifetime
{
    private const long Version = 7;
    private const long Directory = 1;
    private TestLog _node = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await database.CreateAsync();
        _node = new TestLog(database.Database);
        await _node.RunAsync("INSERT INTO children (id, consent_version, wrapped_key, created_at) VALUES ('child-1', 7, '', '2026-11-01T08:00:00Z'), ('child-2', 7, '', '2026-11-01T08:00:00Z')");
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        await database.DropAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Only_what_was_decided_on_the_state_of_now_is_written(int before)
    {
        await AppendAsync(before);
        (string Child, long Consents, long Directory, bool Holds)[] asked =
        [
            ("child-1", Version, Directory, true), ("child-1", Version - 1, Directory, false), ("child-2", Version, Directory, true), ("child-2", Version, Directory + 1, false),
            ("child-2", Version + 1, Directory, false), ("child-nobody", 0, Directory, false), ("child-1", Version, Directory, true),
        ];

        var together = await Task.WhenAll(asked.Select((each, n) => AskAsync(100 + n, each.Child, each.Consents, each.Directory)));
        foreach (var (each, n) in asked.Select((each, n) => (each, n)))
        {
            Assert.Equal(each.Holds, await AskAsync(200 + n, each.Child, each.Consents, each.Directory));
        }

        Assert.Equal(asked.Select(each => each.Holds), together);
        Assert.Equal(before + 6, await _node.ScalarAsync("SELECT count(*) FROM log_entries"));
        Assert.Equal(before + 6, await _node.ScalarAsync("SELECT size FROM log_head"));
    }

    [Fact]
    public async Task What_changes_between_two_disclosures_stops_the_second_and_no_other_child()
    {
        await AppendAsync(3);
        Assert.All(await Task.WhenAll(AskAsync(10, "child-1", Version, Directory), AskAsync(11, "child-2", Version, Directory)), Assert.True);

        await _node.RunAsync("UPDATE children SET consent_version = 8 WHERE id = 'child-1'");
        Assert.Equal<bool[]>([false, true], await Task.WhenAll(AskAsync(12, "child-1", Version, Directory), AskAsync(13, "child-2", Version, Directory)));
        Assert.True(await AskAsync(14, "child-1", Version + 1, Directory));

        await _node.RunAsync("UPDATE directory_version SET version = version + 1");
        Assert.Equal<bool[]>([false, false, true], await Task.WhenAll(AskAsync(15, "child-1", Version + 1, Directory), AskAsync(16, "child-2", Version, Directory), AskAsync(17, "child-2", Version, Directory + 1)));
    }

    [Fact]
    public async Task Disclosures_of_two_nodes_take_turns_without_gaps()
    {
        await using var other = new TestLog(database.Database);

        var written = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => AskAsync(n, $"child-{1 + (n % 2)}", n % 5 == 4 ? Version - 1 : Version, Directory, n % 3 == 0 ? other : _node)));

        Assert.Equal(Enumerable.Range(0, 200).Select(n => n % 5 != 4), written);
        Assert.Equal(160, await _node.ScalarAsync("SELECT size FROM log_head"));
        Assert.Equal(159, await _node.ScalarAsync("SELECT max(idx) FROM log_entries"));
    }

    private async Task AppendAsync(int count)
    {
        for (var n = 0; n < count; n++)
        {
            await _node.AppendAsync(n, $"child-{1 + (n % 2)}");
        }
    }

    private async Task<bool> AskAsync(int n, string child, long consents, long directory, TestLog? node = null) =>
        await (node ?? _node).Log.AppendAsync(TestLog.Disclosure(n, child), new ReleaseStep(new ChildReference(child), consents, directory), Ct) is AppendedEntry.Written;
}

public sealed class ReleaseStepOnSqlite() : ReleaseStepContract(new SqliteDatabase());

public sealed class ReleaseStepOnPostgres() : ReleaseStepContract(new PostgresDatabase());
