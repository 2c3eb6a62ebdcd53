using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Sealing;
using ZioExchange.Broker.Audit.Storage;
using ZioExchange.Broker.Audit.Witnesses;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Tests.Audit;

/// <summary>One node's log on a database, with keys that every node of the test shares.</summary>
internal sealed class TestLog(BrokerDatabase database) : IAsyncDisposable
{
    public static MasterKey Master { get; } = new(RandomNumberGenerator.GetBytes(MasterKey.Length));

    public static LogSigningKey Signer { get; } = LogSigningKey.Generate("log.example.nl/test");

    public BrokerDatabase Database { get; } = database;

    public AuditLog Log { get; } = New(database, Signer, Master);

    public LogReader Reader { get; } = new(database, Master);

    public LogProofs Proofs { get; } = new(database, Signer, ConfiguredWitnesses.None, TimeProvider.System);

    public LogErasure Erasure(TimeProvider? clock = null, ILogger<LogErasure>? logger = null) =>
        new(Log, Database, Master, clock ?? TimeProvider.System, logger ?? NullLogger<LogErasure>.Instance);

    public static AuditLog New(BrokerDatabase database, ILogSigner signer, IMasterKey master, AuditOptions? options = null, ILogger<AuditLog>? logger = null) =>
        new(database, signer, master, options ?? new AuditOptions(), new PublishedCheckpoint(options?.CheckpointFile), TimeProvider.System, logger ?? NullLogger<AuditLog>.Instance);

    /// <summary>A node on the same database with the same keys but other settings.</summary>
    public static AuditLog NewNode(BrokerDatabase database, AuditOptions? options = null) => New(database, Signer, Master, options);

    /// <summary>A disclosure about a child, number n of the test; synthetic codes only.</summary>
    public static AuditEntry Disclosure(int n, string? child = "child-1") => new()
    {
        Kind = AuditKind.Disclosure,
        Outcome = AuditOutcome.Permit,
        Moment = new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero).AddSeconds(n),
        TraceId = (n + 1).ToString("x32", CultureInfo.InvariantCulture),
        RequestId = $"request-{n}",
        Child = child is null ? null : new ChildReference(child),
        Actor = new AuditActor($"actor-{n % 3}", "IB", new OrganisationId("school-1")),
        Source = new OrganisationId("swv-1"),
        Recipient = new OrganisationId("school-1"),
        Purpose = new Purpose("TLV_AANVRAAG"),
        MatrixRow = "M04",
        CategoriesRequested = [new("TLV"), new("DIAGNOSE")],
        CategoriesPermitted = [new("TLV")],
        CategoriesDenied = [new(new("DIAGNOSE"), "CONSENT_EXPIRED")],
        Manifest = [new("SWV-1", "Consent.status")],
    };

    public async Task<long> AppendAsync(int n, string? child = "child-1") =>
        ((AppendedEntry.Written)await Log.AppendAsync(Disclosure(n, child), null, CancellationToken.None)).Index;

    public async Task<long> ScalarAsync(string sql)
    {
        await using var connection = await Database.OpenAsync(CancellationToken.None);
        return Convert.ToInt64(await Command(connection, sql).ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>From now on rows of the log can be changed, as by someone with full rights on the database.</summary>
    public async Task TakeFullRightsAsync()
    {
        foreach (var statement in Database.Provider is DatabaseProvider.Postgres
            ? ["ALTER TABLE log_entries DISABLE TRIGGER ALL"]
            : new[] { "DROP TRIGGER log_entries_keep", "DROP TRIGGER log_entries_fixed" })
        {
            await RunAsync(statement);
        }
    }

    /// <summary>The first column of every row.</summary>
    public async Task<List<byte[]>> BlobsAsync(string sql)
    {
        await using var connection = await Database.OpenAsync(CancellationToken.None);
        await using var reader = await Command(connection, sql).ExecuteReaderAsync();
        var blobs = new List<byte[]>();
        while (await reader.ReadAsync())
        {
            blobs.Add((byte[])reader.GetValue(0));
        }

        return blobs;
    }

    public Task RunAsync(string sql) => RunAsync(Database, sql);

    public static async Task RunAsync(BrokerDatabase database, string sql)
    {
        await using var connection = await database.OpenAsync(CancellationToken.None);
        await Command(connection, sql).ExecuteNonQueryAsync();
    }

    /// <summary>Asks a witness to cosign the newest checkpoint, as one that continues another.</summary>
    /// <param name="witness">Of this log.</param>
    /// <param name="old">The size of the checkpoint that is said to be its last; 0 for none.</param>
    public async Task<(string Body, int Status)> AskAsync(Witness witness, long old)
    {
        var note = await Proofs.CheckpointAsync(CancellationToken.None);
        var size = Checkpoint.TryOpen(note, Signer.Key, out var checkpoint, out var fault) ? checkpoint.Size : throw new InvalidOperationException(fault);
        var proof = old == 0 ? [] : await Proofs.ConsistencyAsync(old, size, CancellationToken.None);
        var (status, body) = await witness.AddAsync(new AddCheckpoint(old, proof!, note).ToText(), CancellationToken.None);
        return (body, status);
    }

    public ValueTask DisposeAsync() => Log.DisposeAsync();

    private static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
