using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Hosting;

/// <summary>What must be true before the first request: schema, keys, policy and tables are there and sound.</summary>
internal static partial class Startup
{
    /// <summary>The variable by which systemd says where the credentials of the unit are.</summary>
    internal const string Credentials = "CREDENTIALS_DIRECTORY";

    private const int ReadOnlyFileSystem = 30;   // EROFS

    public static async Task PrepareAsync(WebApplication app, CancellationToken ct)
    {
        var settings = app.Services.GetRequiredService<BrokerSettings>();
        RequireWritable(settings.DataPath);
        if (MasterKeyFile.IsOpenToAll(MasterKeyFile.PathIn(app.Configuration, settings.DataPath), Environment.GetEnvironmentVariable(Credentials)))
        {
            MasterKeyOpen(app.Logger, MasterKeyFile.OpenToAll);
        }

        await MigrateAsync(app, ct);

        LogKeyFile.Check(settings, await LogProofs.SigningKeyAsync(app.Services.GetRequiredService<BrokerDatabase>(), ct), app.Services.GetRequiredService<FileLogSigner>);
        app.Services.GetRequiredService<Telemetry.MetricsText>();
        app.Services.GetRequiredService<Policy>();
        // Each takes a quarter of a second of a processor: side by side.
        await Task.WhenAll(
            Task.Run(app.Services.GetRequiredService<Exchange.MappingRoom>, ct),
            Task.Run(() => app.Services.GetRequiredService<IssuerKeyStore>().LoadAsync(ct), ct));
        if (app.Services.GetService<SandboxRoom>() is { } sandbox)
        {
            await sandbox.PrepareAsync(ct);
        }
    }

    /// <summary>In Development says where everything is; in Production one line.</summary>
    public static async Task AnnounceAsync(WebApplication app, CancellationToken ct)
    {
        if (app.Services.GetService<SandboxRoom>() is { } sandbox)
        {
            await Console.Out.WriteLineAsync(sandbox.Announcement(app.Services.GetRequiredService<Issuer>().Name).AsMemory(), ct);
        }
    }

    /// <summary>Rights do not mend by starting again, as a full disk may: then the program says so and stays away.</summary>
    private static void RequireWritable(string folder)
    {
        try
        {
            System.IO.Directory.CreateDirectory(folder);
            File.Create(Path.Combine(folder, $".{Guid.NewGuid():N}"), bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception fault) when (fault is UnauthorizedAccessException or IOException { HResult: ReadOnlyFileSystem })
        {
            throw new ConfigurationFaultException(["Data:Path must name a folder that this program may write: the key of the log and its newest checkpoint are kept there. Give it to the user that the program runs as; under systemd StateDirectory=zio does."]);
        }
    }

    private static async Task MigrateAsync(WebApplication app, CancellationToken ct)
    {
        var database = app.Services.GetRequiredService<BrokerDatabase>();
        if (app.Environment.IsDevelopment())
        {
            await Migrations.ApplyAsync(database, ct);
        }
        else if (await Migrations.PendingAsync(database, ct) is { Count: > 0 } pending)
        {
            throw new ConfigurationFaultException([$"The database lacks {pending.Count} schema changes, from {pending[0].Name}. Run: zio migrate"]);
        }
    }

    [LoggerMessage(7202, LogLevel.Warning, "{What}")]
    private static partial void MasterKeyOpen(ILogger logger, string what);
}
