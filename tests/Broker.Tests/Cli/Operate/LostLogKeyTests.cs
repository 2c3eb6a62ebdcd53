using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Cli;
using ZioExchange.Broker.Cli.Operate;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Tests.Cli.Operate;

/// <summary>The file of the log's signing key is gone: nobody makes another, and everybody says what to do.</summary>
public sealed class LostLogKeyTests : IDisposable
{
    private readonly string _data = System.IO.Directory.CreateTempSubdirectory("zio-lost-key-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string KeyFile => Path.Combine(_data, "keys", "log.key");

    private string VerifierKeyFile => Path.Combine(_data, "log.vkey");

    public void Dispose() => System.IO.Directory.Delete(_data, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_verb_makes_a_new_key_for_an_old_log(bool verifierKeyToo)
    {
        await MakeLogAsync();
        File.Delete(KeyFile);
        if (verifierKeyToo)
        {
            File.Delete(VerifierKeyFile);
        }

        await using (var app = Build())
        {
            using var said = new StringWriter();
            Assert.Equal(ExitCodes.Finding, await DoctorCommand.RunAsync(app.Services, said, Ct));
            Assert.Contains("BAD   log key: ConfigurationFaultException. Put keys/log.key back from its backup", said.ToString(), StringComparison.Ordinal);
            Assert.Equal(ExitCodes.Finding, await new BackupVerbs(app.Services, said, said).CreateAsync(Path.Combine(_data, "backup"), Ct));
            Assert.Contains("keys/log.key is not in the data folder", said.ToString(), StringComparison.Ordinal);
        }

        await using (var app = Build())
        {
            var refusal = await Assert.ThrowsAsync<ConfigurationFaultException>(() => Startup.PrepareAsync(app, Ct));
            Assert.Contains("never make a new one for an old log", refusal.Message, StringComparison.Ordinal);
        }

        Assert.False(File.Exists(KeyFile));
    }

    [Fact]
    public async Task A_broker_with_the_key_of_another_log_does_not_start()
    {
        await MakeLogAsync();
        File.Delete(KeyFile);
        File.Delete(VerifierKeyFile);
        await using (var other = Build())
        {
            other.Services.GetRequiredService<Broker.Keys.FileLogSigner>();   // a key of the same name, made as on an empty machine
        }

        await using var app = Build();
        var refusal = await Assert.ThrowsAsync<ConfigurationFaultException>(() => Startup.PrepareAsync(app, Ct));

        Assert.Contains("keys/log.key is another key than the one that signs this log", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("keys/master.key")]
    [InlineData("keys/log.key")]
    public async Task Another_master_key_or_a_damaged_key_is_said_in_one_sentence(string damaged)
    {
        await MakeLogAsync();
        await File.WriteAllTextAsync(Path.Combine(_data, damaged), Convert.ToBase64String(new byte[32]), Ct);

        await using var app = Build();
        using var said = new StringWriter();
        Assert.Equal(ExitCodes.Finding, await DoctorCommand.RunAsync(app.Services, said, Ct));
        Assert.Contains("BAD   log key: AuthenticationTagMismatchException. " + Verbs.SealedElsewhere, said.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("keys rotate", said.ToString(), StringComparison.Ordinal);   // a new key on top of a lost one hides what is wrong
        Assert.Equal(ExitCodes.BadConfiguration, await Verbs.SayingFaultsAsync(async () =>
        {
            await using var starts = Build();
            await Startup.PrepareAsync(starts, Ct);
            return ExitCodes.Good;
        }));
    }

    [Fact]
    public async Task The_doctor_of_an_older_program_does_not_ask_to_migrate_a_newer_schema()
    {
        await MakeLogAsync();
        await using var app = Build();
        await using (var db = await app.Services.GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(Ct))
        {
            await db.Database.ExecuteSqlRawAsync("UPDATE schema_versions SET version = 9999 WHERE version = (SELECT max(version) FROM schema_versions)", Ct);
        }

        using var said = new StringWriter();
        Assert.Equal(ExitCodes.Finding, await DoctorCommand.RunAsync(app.Services, said, Ct));
        Assert.Contains("Run a newer program.", said.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("zio migrate", said.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_doctor_of_a_new_broker_makes_nothing()
    {
        await using var app = Build();
        using var said = new StringWriter();

        Assert.Equal(ExitCodes.Finding, await DoctorCommand.RunAsync(app.Services, said, Ct));

        Assert.False(File.Exists(KeyFile));
        Assert.False(File.Exists(VerifierKeyFile));
        Assert.Contains("BAD   schema: InvalidOperationException. Run: zio migrate", said.ToString(), StringComparison.Ordinal);
        Assert.Contains("----  log key: not looked at", said.ToString(), StringComparison.Ordinal);   // what would be said of it now is not what is wrong
        Assert.DoesNotContain("keys rotate", said.ToString(), StringComparison.Ordinal);

        // With a schema and no keys yet, it makes none either.
        await Migrations.ApplyAsync(app.Services.GetRequiredService<BrokerDatabase>(), Ct);
        Assert.Equal(ExitCodes.Finding, await DoctorCommand.RunAsync(app.Services, said, Ct));
        Assert.Contains("BAD   token keys", said.ToString(), StringComparison.Ordinal);
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(Ct);
        Assert.Empty(await db.IssuerKeys.ToListAsync(Ct));
        Assert.False(File.Exists(KeyFile));
    }

    private async Task MakeLogAsync()
    {
        await using var app = Build();
        await Startup.PrepareAsync(app, Ct);
        await app.Services.GetRequiredService<IAuditLog>().AppendAsync(
            new()
            {
                Kind = AuditKind.ConfigurationChange,
                Outcome = AuditOutcome.Success,
                Moment = DateTimeOffset.UtcNow,
                TraceId = TraceId.Current,
                Details = new Dictionary<string, string> { ["act"] = "FIRST" },
            },
            null,
            Ct);
    }

    private WebApplication Build() => BrokerHost.Build(["--environment", "Development", "--Data:Path", _data, "--Logging:Console:LogLevel:Default", "None"]);
}
