using System.Diagnostics;
using System.Globalization;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Sealing;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>A process that appends is killed without warning, again and again: nothing it acknowledged is lost, and the log stays whole.</summary>
public abstract class CrashContract(ITestDatabase database) : IAsyncLifetime
{
    private const int Kills = 20;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await database.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await database.DropAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Nothing_that_was_acknowledged_is_lost_when_the_process_is_killed()
    {
        var signer = Broker.Audit.Notes.LogSigningKey.Generate("log.example.nl/crash");
        var master = MasterKey.Generate();
        var acknowledged = new Dictionary<long, string>();
        for (var round = 0; round < Kills; round++)
        {
            await KillWhileAppendingAsync(signer.Reveal(), master, acknowledged, wanted: 20 + (round * 7 % 60));
        }

        var reader = new LogReader(database.Database, MasterKey.Parse(master));
        var report = await new LogVerifier(database.Database, signer.Key).VerifyAsync(null, null, Ct);

        Assert.True(report.Sound, report.Finding?.What);
        Assert.True(report.Entries >= acknowledged.Count && acknowledged.Count >= Kills * 20);
        foreach (var (index, request) in acknowledged)
        {
            Assert.Equal(request, (await reader.FindAsync(index, Ct))?.Entry?.RequestId);
        }
    }

    private async Task KillWhileAppendingAsync(string signer, string master, Dictionary<long, string> acknowledged, int wanted)
    {
        var notebook = Path.GetTempFileName();
        var start = new ProcessStartInfo(
            Path.ChangeExtension(typeof(CrashContract).Assembly.Location, null),
            ["--explicit", "only", "--filter-class", typeof(CrashingAppender).FullName!, "--no-progress", "--results-directory", Path.GetTempPath()])
        {
            RedirectStandardOutput = true,
        };
        start.Environment[CrashingAppender.Variable] = $"{database.Database.Provider}|{database.Database.ConnectionString}|{signer}|{master}|{notebook}";
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync(Ct);
        while (Lines(notebook).Length < wanted)
        {
            Assert.False(process.HasExited, process.HasExited ? await said : "");
            await Task.Delay(10, Ct);
        }

        process.Kill();   // SIGKILL: nothing in the process gets a chance
        await process.WaitForExitAsync(Ct);
        foreach (var line in Lines(notebook))
        {
            var parts = line.Split(' ');
            acknowledged.Add(long.Parse(parts[0], CultureInfo.InvariantCulture), parts[1]);
        }

        File.Delete(notebook);
    }

    /// <summary>Whole lines only: the last one may have been cut off by the kill.</summary>
    private static string[] Lines(string notebook)
    {
        using var reader = new StreamReader(new FileStream(notebook, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd().Split('\n')[..^1];
    }
}

public sealed class CrashOnSqlite() : CrashContract(new SqliteDatabase());

public sealed class CrashOnPostgres() : CrashContract(new PostgresDatabase());
