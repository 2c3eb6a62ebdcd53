using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Cli.Operate;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Cli.Operate;

/// <summary>A backup is made while the broker holds data, tried, and put back; one that is older than what was published is refused by the log itself.</summary>
public abstract class BackupContract(ITestDatabase from, ITestDatabase to) : IAsyncLifetime
{
    private readonly string _data = System.IO.Directory.CreateTempSubdirectory("zio-backup-").FullName;
    private readonly StringWriter _output = new();
    private readonly StringWriter _messages = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(_data, "backup");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await from.DropAsync();
        await to.DropAsync();
        System.IO.Directory.Delete(_data, recursive: true);
        await _output.DisposeAsync();
        await _messages.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_backup_is_tried_and_put_back_and_its_log_goes_on()
    {
        await MakeAsync();

        Assert.Equal(0, await RunAsync(from, verbs => verbs.VerifyAsync(Folder, null, Ct)));
        await EmptyAsync(to);
        Assert.Equal(0, await RunAsync(to, verbs => verbs.RestoreAsync(Folder, null, Ct)));

        Assert.Equal(["BACKUP_RESTORED", "BACKUP_CREATED", "FIRST"], await ActsAsync(to));
    }

    [Fact]
    public async Task A_signing_key_that_was_replaced_together_with_the_list_of_the_backup_is_seen_and_not_put_back()
    {
        await MakeAsync();
        var log = Path.Combine(_data, "keys", "log.key");
        var own = await File.ReadAllBytesAsync(Path.Combine(Folder, "log.key"), Ct);
        await using (var app = Build(from))
        {
            // One of the same name, sealed with the same master key: an older key of this log, or one that somebody with that key made.
            System.IO.Directory.CreateDirectory(Path.Combine(_data, "made"));
            FileLogSigner.ReadOrMake(Path.Combine(_data, "made"), app.Services.GetRequiredService<ILogSigner>().Key.Name, app.Services.GetRequiredService<MasterKey>());
        }

        foreach (var other in new[] { await File.ReadAllBytesAsync(Path.Combine(_data, "made", "log.key"), Ct), [.. own.Reverse()], [] })
        {
            await ReplaceAsync(BackupFolder.LogKey, other);

            Assert.Equal(1, await RunAsync(from, verbs => verbs.VerifyAsync(Folder, null, Ct)));
            Assert.EndsWith("result: KEY_REPLACED", _output.ToString().TrimEnd(), StringComparison.Ordinal);
        }

        File.Delete(log);
        File.Delete(Path.Combine(_data, "log.vkey"));
        await EmptyAsync(to);
        Assert.Equal(1, await RunAsync(to, verbs => verbs.RestoreAsync(Folder, null, Ct)));
        Assert.False(File.Exists(log));
    }

    [Fact]
    public async Task A_restore_that_lacks_entries_which_were_published_is_not_accepted()
    {
        await MakeAsync();
        await AppendAsync(from, "AFTER_THE_BACKUP");
        await EmptyAsync(to);

        Assert.Equal(1, await RunAsync(to, verbs => verbs.RestoreAsync(Folder, null, Ct)));
        Assert.Contains("TRUNCATED", _output.ToString(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<AuditUnavailableException>(() => AppendAsync(to, "A_SECOND_FUTURE"));
    }

    [Fact]
    public async Task Without_a_checkpoint_from_outside_the_backup_nothing_is_restored_and_with_a_newer_one_the_loss_is_seen()
    {
        await MakeAsync();
        await AppendAsync(from, "AFTER_THE_BACKUP");
        await EmptyAsync(to);
        var kept = System.IO.Directory.GetFiles(_data, "log.*.checkpoint").Single();
        var outside = Path.Combine(_data, "from-a-witness");
        File.Move(kept, outside);   // the data folder was lost with the database

        Assert.Equal(2, await RunAsync(to, verbs => verbs.RestoreAsync(Folder, null, Ct)));
        Assert.Contains("--checkpoint FILE", _messages.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, await RunAsync(to, verbs => verbs.RestoreAsync(Folder, outside, Ct)));
        Assert.Contains("TRUNCATED", _output.ToString(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<AuditUnavailableException>(() => AppendAsync(to, "A_SECOND_FUTURE"));
    }

    [Fact]
    public async Task A_checkpoint_that_cannot_be_one_of_this_log_is_refused_before_anything_is_restored()
    {
        await MakeAsync();
        await EmptyAsync(to);
        var wrong = Path.Combine(_data, "wrong");

        Assert.Equal(2, await RunAsync(to, verbs => verbs.RestoreAsync(Folder, wrong, Ct)));
        foreach (var text in new[] { "", "a typo", new Checkpoint("another.example/log", 3, new byte[32]).SignWith(LogSigningKey.Generate("another.example/log")) })
        {
            await File.WriteAllTextAsync(wrong, text, Ct);
            Assert.Equal(65, await RunAsync(to, verbs => verbs.RestoreAsync(Folder, wrong, Ct)));
        }

        Assert.Equal(0, await RunAsync(to, verbs => verbs.RestoreAsync(Folder, null, Ct)));   // the database is still empty
    }

    [Fact]
    public async Task A_damaged_backup_and_a_database_that_holds_something_are_refused()
    {
        await MakeAsync();
        await to.CreateAsync();
        Assert.Equal(2, await RunAsync(to, verbs => verbs.RestoreAsync(Folder, null, Ct)));
        Assert.Equal(2, await RunAsync(from, verbs => verbs.CreateAsync(Folder, Ct)));

        var copy = Path.Combine(Folder, DatabaseCopy.FileName(from.Database.Provider));
        var bytes = await File.ReadAllBytesAsync(copy, Ct);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(copy, bytes, Ct);

        Assert.Equal(65, await RunAsync(from, verbs => verbs.VerifyAsync(Folder, null, Ct)));
        Assert.Contains("was changed since the backup was made", _messages.ToString(), StringComparison.Ordinal);
        foreach (var list in new[] { "null", "{}", "[1]", "" })
        {
            await File.WriteAllTextAsync(Path.Combine(Folder, "backup.json"), list, Ct);
            Assert.Equal(65, await RunAsync(from, verbs => verbs.VerifyAsync(Folder, null, Ct)));
        }
    }

    /// <summary>Takes the schema out again, so that nothing is in it.</summary>
    protected abstract Task ClearAsync(ITestDatabase database);

    private async Task MakeAsync()
    {
        await from.CreateAsync();
        await AppendAsync(from, "FIRST");
        Assert.Equal(0, await RunAsync(from, verbs => verbs.CreateAsync(Folder, Ct)));
    }

    /// <summary>Replaces a file of the backup and its hash in the list, as who has rights on the folder can.</summary>
    private async Task ReplaceAsync(string file, byte[] bytes)
    {
        var list = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "backup.json"), Ct))!;
        list["files"]![file] = Convert.ToHexStringLower(SHA256.HashData(bytes));
        await File.WriteAllBytesAsync(Path.Combine(Folder, file), bytes, Ct);
        await File.WriteAllTextAsync(Path.Combine(Folder, "backup.json"), list.ToJsonString(), Ct);
    }

    private async Task EmptyAsync(ITestDatabase database)
    {
        await database.CreateAsync();
        await ClearAsync(database);
    }

    private async Task AppendAsync(ITestDatabase database, string act)
    {
        await using var app = Build(database);
        await app.Services.GetRequiredService<IAuditLog>().AppendAsync(Entry(act), null, Ct);
    }

    private async Task<string[]> ActsAsync(ITestDatabase database)
    {
        await using var app = Build(database);
        var page = await app.Services.GetRequiredService<LogReader>().SearchAsync(new LogQuery(), Ct);
        return [.. page.Records.OrderByDescending(record => record.Index).Select(record => record.Entry!.Details["act"])];
    }

    private async Task<int> RunAsync(ITestDatabase database, Func<BackupVerbs, Task<int>> verb)
    {
        await using var app = Build(database);
        return await new BackupVerbs(app.Services, _output, _messages).SayingFaultsAsync(verb);
    }

    private Microsoft.AspNetCore.Builder.WebApplication Build(ITestDatabase database) => BrokerHost.Build([
        "--environment", "Development", "--Data:Path", _data, "--Logging:Console:LogLevel:Default", "None",
        "--Database:Provider", database.Database.Provider.ToString(), "--Database:ConnectionString", database.Database.ConnectionString]);

    private static AuditEntry Entry(string act) => new()
    {
        Kind = AuditKind.ConfigurationChange,
        Outcome = AuditOutcome.Success,
        Moment = DateTimeOffset.UtcNow,
        TraceId = TraceId.Current,
        Details = new Dictionary<string, string> { ["act"] = act },
    };
}

public sealed class BackupOnSqlite() : BackupContract(new SqliteDatabase(), new SqliteDatabase())
{
    protected override async Task ClearAsync(ITestDatabase database)
    {
        var file = new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(database.Database.ConnectionString).DataSource;
        await database.Database.DisposeAsync();
        foreach (var part in new[] { "", "-wal", "-shm" })
        {
            File.Delete(file + part);
        }
    }
}

public sealed class BackupOnPostgres() : BackupContract(new PostgresDatabase(), new PostgresDatabase())
{
    protected override async Task ClearAsync(ITestDatabase database)
    {
        await using var connection = await database.Database.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "DROP SCHEMA public CASCADE; CREATE SCHEMA public";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
