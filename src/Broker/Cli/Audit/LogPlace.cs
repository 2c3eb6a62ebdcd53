using System.Net;
using ZioExchange.Broker.Audit.Storage;
using ZioExchange.Broker.Audit.Witnesses;
using ZioExchange.Broker.Cli.Operate;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Cli.Audit;

/// <summary>The log that <c>audit verify</c> was pointed at: a site, a data folder, or the database of the configured broker.</summary>
/// <remarks>A folder is evidence: it is read with the verifier key alone, without settings or keys of a broker, and nothing is made in it.</remarks>
internal sealed class LogPlace : IAsyncDisposable
{
    // A full bundle of the longest leaves is 16.8 MB; a site that sends more would fill the memory of who checks it.
    private const long LongestAnswer = 32 << 20;

    private readonly WebApplication? _broker;

    private LogPlace(HttpClient? site, BrokerDatabase? database, WebApplication? broker) => (Site, Database, _broker) = (site, database, broker);

    public HttpClient? Site { get; }

    public BrokerDatabase? Database { get; }

    /// <summary>The verifier key that lies beside the log; null when there is none.</summary>
    public string? KeyBeside { get; private init; }

    /// <summary>The newest checkpoint that the broker kept in its data folder, read before the log: one that grows meanwhile continues it. Null when there is none.</summary>
    public string? CheckpointBeside { get; private init; }

    /// <summary>What the broker kept in its data folder of what it cosigned of other logs, read before the log. Null when there is none.</summary>
    public string? WitnessedBeside { get; private init; }

    /// <summary>The witnesses that the configured broker has; none for a folder or a site.</summary>
    public IReadOnlyList<WitnessKey> Witnesses { get; private init; } = [];

    public static LogPlace At(Uri address) => new(
        new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.GZip })   // the bound below is on what comes out of it
        {
            BaseAddress = address.AbsolutePath.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/"),
            MaxResponseContentBufferSize = LongestAnswer,
            DefaultRequestHeaders = { AcceptEncoding = { new("gzip"), new("identity") } },
        }, null, null);

    /// <returns>Null when no log of a broker on SQLite lies there.</returns>
    public static async Task<LogPlace?> InAsync(string folder, CancellationToken ct)
    {
        var file = Path.Combine(Path.GetFullPath(folder), "zio.db");
        return File.Exists(file)
            ? new(null, BrokerDatabase.ForReading(file), null)
            {
                KeyBeside = await KeyInAsync(folder, ct),
                CheckpointBeside = PublishedCheckpoint.Read(PublishedCheckpoint.FileIn(folder, DatabaseProvider.Sqlite)),
                WitnessedBeside = new KeptWitnessed(KeptWitnessed.FileIn(folder, DatabaseProvider.Sqlite)).Read(),
            }
            : null;
    }

    /// <exception cref="ConfigurationFaultException">There is no broker here whose log can be read.</exception>
    public static async Task<LogPlace> ConfiguredAsync(CancellationToken ct)
    {
        var broker = await ReadyBroker.OpenAsync([], ct);
        var settings = broker.Services.GetRequiredService<BrokerSettings>();
        return new(null, broker.Services.GetRequiredService<BrokerDatabase>(), broker)
        {
            KeyBeside = await KeyInAsync(settings.DataPath, ct),
            WitnessedBeside = new KeptWitnessed(KeptWitnessed.FileIn(settings.DataPath, settings.Provider)).Read(),
            CheckpointBeside = broker.Services.GetRequiredService<PublishedCheckpoint>().Read(),
            Witnesses = [.. broker.Services.GetRequiredService<ConfiguredWitnesses>().All.Select(witness => witness.Key)],
        };
    }

    public async ValueTask DisposeAsync()
    {
        Site?.Dispose();
        if (_broker is not null)
        {
            await _broker.DisposeAsync();   // and its database
        }
        else if (Database is not null)
        {
            await Database.DisposeAsync();
        }
    }

    private static async Task<string?> KeyInAsync(string folder, CancellationToken ct) =>
        Path.Combine(folder, "log.vkey") is var file && File.Exists(file) ? (await File.ReadAllTextAsync(file, ct)).Trim() : null;
}
