using System.CommandLine;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Cli.Operate;

/// <summary>The verb <c>doctor</c>: looks at everything a broker needs, one line each, good or with what to do. Changes nothing. A warning (WARN) keeps no broker from serving, and the exit code 0.</summary>
internal static class DoctorCommand
{
    public static Command Command()
    {
        var command = new Command("doctor", "look at everything the broker needs; changes nothing");
        command.SetAction(async (_, ct) =>
        {
            await using var app = BrokerHost.Build([]);
            return await RunAsync(app.Services, Console.Out, ct);
        });
        return command;
    }

    internal static async Task<int> RunAsync(IServiceProvider services, TextWriter output, CancellationToken ct)
    {
        var (database, settings) = (services.GetRequiredService<BrokerDatabase>(), services.GetRequiredService<BrokerSettings>());
        var hasSchema = false;
        (string Name, string Remedy, Func<Task<string>> Look, bool OfSchema)[] checks =
        [
            ("database", "Check Data:Path, Database:ConnectionString and that the server runs; for a new one run: zio migrate", async () =>
            {
                if (!database.Exists)
                {
                    throw new FileNotFoundException();
                }

                await using var connection = await database.OpenAsync(ct);
                return $"{database.Provider} {connection.ServerVersion}";
            }, false),
            ("room", "Free space on the disk of the database and on that of Data:Path, or reach the primary: docs/runbooks/database-lost.md", () => DatabaseRoom.LookAsync(database, settings.DataPath, ct), false),
            ("schema", "Run: zio migrate", async () =>
            {
                hasSchema = await Migrations.PendingAsync(database, ct) is not { Count: > 0 } pending ? true : throw new InvalidOperationException($"{pending.Count} scripts pending");
                return "up to date";
            }, false),
            ("policy", "Mend the file and row that are named in schemas/policy.", () => Task.FromResult($"version {services.GetRequiredService<Policy>().Version}"), false),
            ("mapping tables", "Run: zio mappings check", () => Task.FromResult($"{services.GetRequiredService<MappingCatalogue>().Tables.Count} tables"), false),
            ("token keys", "Run: zio keys rotate. A new broker makes one at its first start.", async () =>
                await services.GetRequiredService<IssuerKeyStore>().ReadAsync(ct) is { Count: > 0 } keys ? $"{keys.Count} keys" : throw new InvalidOperationException("There is none."), true),
            ("log key", "Put keys/log.key back from its backup; never make a new one for an old log. A new broker makes it at its first start.", async () =>
            {
                LogKeyFile.Check(settings, await LogProofs.SigningKeyAsync(database, ct), Signer);
                return Signer().Key.ToString();
            }, true),
            ("log", "Run: zio audit verify", async () =>
            {
                Signer();
                return $"{(await services.GetRequiredService<LogProofs>().CheckpointAsync(ct)).Split('\n')[1]} entries";
            }, true),
            ("directory", "Register organisations.", async () =>
            {
                await using var db = await services.GetRequiredService<IDbContextFactory<BrokerDbContext>>().CreateDbContextAsync(ct);
                return $"{await db.Organisations.CountAsync(row => row.EndedAt == null, ct)} organisations";
            }, true),
            ("notices", "Check Notices:Smtp:Host and Notices:Smtp:Port, and that the mail server runs; for files that Notices:Folder can be written. Nothing was sent.", () => NoticeLook.Async(settings.Notices, ct), false),
        ];

        var worst = ExitCodes.Good;
        foreach (var (name, remedy, look, ofSchema) in checks)
        {
            if (ofSchema && !hasSchema)
            {
                await output.WriteLineAsync($"----  {name}: not looked at; first mend what is BAD above");
                continue;
            }

            try
            {
                await output.WriteLineAsync($"good  {name}: {await look()}");
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                worst = ExitCodes.Finding;
                await output.WriteLineAsync($"BAD   {name}: {e.GetType().Name}. {RemedyOf(e) ?? remedy}");
            }
        }

        var masterKey = MasterKeyFile.PathIn(services.GetRequiredService<IConfiguration>(), settings.DataPath);
        await output.WriteLineAsync(MasterKeyFile.IsOpenToAll(masterKey, Environment.GetEnvironmentVariable(Startup.Credentials))
            ? $"WARN  master key: {MasterKeyFile.OpenToAll}"
            : "good  master key: not open to every user of this machine");
        return worst;

        // What the fault itself knows better than the place where it was met.
        static string? RemedyOf(Exception fault) => fault switch
        {
            CryptographicException => Verbs.SealedElsewhere,
            MigrationException => fault.Message,
            _ => null,
        };

        // Whoever asks for the signer where there is no key yet gets one made: not by who only looks.
        FileLogSigner Signer() => File.Exists(LogKeyFile.PathIn(settings)) ? services.GetRequiredService<FileLogSigner>() : throw new FileNotFoundException();
    }
}
