using System.Data.Common;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Storage;
using ZioExchange.Broker.Audit.Witnesses;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Cli.Operate;

/// <summary><c>backup create|verify|restore</c>: a backup that was never tried is a hope, so each step checks the log against what was signed.</summary>
internal sealed class BackupVerbs(IServiceProvider services, TextWriter output, TextWriter messages)
{
    private readonly BrokerDatabase _database = services.GetRequiredService<BrokerDatabase>();
    private readonly BrokerSettings _settings = services.GetRequiredService<BrokerSettings>();

    /// <summary>Copies the database as it is at one moment; nodes go on serving.</summary>
    /// <returns>0 made, 1 failed, 2 the folder is not empty.</returns>
    public async Task<int> CreateAsync(string path, CancellationToken ct)
    {
        if (!File.Exists(KeyPath))
        {
            await messages.WriteLineAsync("keys/log.key is not in the data folder: there is no log here, or its key was lost. Run: zio doctor");
            return ExitCodes.Finding;
        }

        var folder = new BackupFolder(path);
        if (!folder.TryMake())
        {
            await messages.WriteLineAsync("The folder is not empty. Give each backup a folder of its own.");
            return ExitCodes.BadUsage;
        }

        await SayInLogAsync(AuditKind.Export, "BACKUP_CREATED", ct);
        var checkpoint = await services.GetRequiredService<LogProofs>().LatestAsync(ct);   // before the copy, which then holds at least this much
        await DatabaseCopy.WriteAsync(_database, folder[DatabaseCopy.FileName(_database.Provider)], ct);
        await File.WriteAllTextAsync(folder[BackupFolder.Checkpoint], checkpoint, ct);
        await File.WriteAllTextAsync(folder[BackupFolder.VerifierKey], services.GetRequiredService<ILogSigner>().Key + "\n", ct);
        File.Copy(KeyPath, folder[BackupFolder.LogKey]);
        await folder.CloseAsync(_database.Provider, services.GetRequiredService<TimeProvider>().GetUtcNow(), ct);
        await output.WriteLineAsync($"made: {path}");
        await output.WriteLineAsync($"entries: {checkpoint.Split('\n')[1]}");
        await messages.WriteLineAsync("The master key is not in it: keep that elsewhere. Try it now: zio backup verify FOLDER");
        return ExitCodes.Good;
    }

    /// <summary>Restores it into a database that is thrown away, and checks the whole log there.</summary>
    /// <param name="key">The verifier key kept elsewhere; null uses the one in the backup, and says so.</param>
    /// <returns>0 good, 1 the log in it does not verify, 65 damaged or not a backup.</returns>
    public async Task<int> VerifyAsync(string path, string? key, CancellationToken ct)
    {
        var folder = new BackupFolder(path);
        if (await folder.FaultAsync(_database.Provider, ct) is { } fault)
        {
            await messages.WriteLineAsync(fault);
            return ExitCodes.BadInput;
        }

        await using var scratch = await ScratchDatabase.CreateAsync(_database, ct);
        await DatabaseCopy.ReadAsync(scratch.Database, folder[DatabaseCopy.FileName(_database.Provider)], ct);
        var pending = await Migrations.PendingAsync(scratch.Database, ct);
        await output.WriteLineAsync(pending.Count == 0 ? "schema: of this program" : $"schema: {pending.Count} changes behind this program; run zio migrate after a restore");
        if (key is null)
        {
            await output.WriteLineAsync("key: came from the backup itself. Who can change the backup can change that key: give one that was kept elsewhere with --key.");
        }

        return await CheckAsync(scratch.Database, key ?? await File.ReadAllTextAsync(folder[BackupFolder.VerifierKey], ct), await File.ReadAllTextAsync(folder[BackupFolder.Checkpoint], ct), folder, ct);
    }

    /// <summary>Puts it into the configured database, which must be empty, and lets the log prove that it continues what was last published.</summary>
    /// <param name="checkpoint">File with the newest checkpoint that is known outside the database; null takes the one in the data folder.</param>
    /// <returns>0 restored and whole, 1 restored but not to be used, 2 the database is not empty or no checkpoint is at hand, 65 damaged or not a backup, or not a checkpoint of its log.</returns>
    public async Task<int> RestoreAsync(string path, string? checkpoint, CancellationToken ct)
    {
        // What left this broker last stands in the data folder, not in the backup: the entries since the backup may be lost.
        var published = services.GetRequiredService<PublishedCheckpoint>();
        if (checkpoint is null ? published.Read() is null : !File.Exists(checkpoint))
        {
            await messages.WriteLineAsync(checkpoint is not null
                ? "--checkpoint names no file. Nothing was restored."
                : "The data folder holds no checkpoint, so nothing can show whether entries were lost since the backup. Give the newest one known outside with --checkpoint FILE: a witness, a partner or a receipt has one (docs/runbooks/restore.md, step 4).");
            return ExitCodes.BadUsage;
        }

        var folder = new BackupFolder(path);
        if (await folder.FaultAsync(_database.Provider, ct) is { } fault)
        {
            await messages.WriteLineAsync(fault);
            return ExitCodes.BadInput;
        }

        var key = await File.ReadAllTextAsync(folder[BackupFolder.VerifierKey], ct);
        var given = checkpoint is null ? published.Read()! : await File.ReadAllTextAsync(checkpoint, ct);
        if (!IsOfLog(given, key))
        {
            await messages.WriteLineAsync("That is not a signed checkpoint (C2SP tlog-checkpoint) of the log in this backup. Nothing was restored.");
            return ExitCodes.BadInput;
        }

        if (!await DatabaseCopy.IsEmptyAsync(_database, ct))
        {
            await messages.WriteLineAsync("The database is not empty. Restore into a new one, and keep the old one until the new one serves.");
            return ExitCodes.BadUsage;
        }

        // Before the database: whatever comes of this, no broker serves from it that does not continue what was published.
        await published.KeepAsync(given, ct);
        if (published.Read() is not { } kept || SizeOf(kept) < SizeOf(given))
        {
            await messages.WriteLineAsync("The checkpoint cannot be kept in the data folder. Look at the rights on it and the room on its disk. Nothing was restored.");
            return ExitCodes.BadConfiguration;
        }

        await DatabaseCopy.ReadAsync(_database, folder[DatabaseCopy.FileName(_database.Provider)], ct);
        foreach (var note in new[] { given, kept }.Distinct(StringComparer.Ordinal))
        {
            if (await CheckAsync(_database, key, note, File.Exists(KeyPath) ? null : folder, ct) is not ExitCodes.Good and var exit)
            {
                return exit;
            }
        }

        if (!File.Exists(KeyPath))
        {
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(KeyPath)!);
            File.Copy(folder[BackupFolder.LogKey], KeyPath);
        }

        await services.GetRequiredService<Witness>().PutBackAsync(ct);   // what was cosigned since the backup, as the data folder has it
        await SayInLogAsync(AuditKind.ConfigurationChange, "BACKUP_RESTORED", ct);
        await messages.WriteLineAsync("Erasures that came after this backup are undone by it: run each again (docs/runbooks/erasure.md). Then start the nodes.");
        return ExitCodes.Good;
    }

    /// <summary>Whether it is a checkpoint over entries of the backup's log. Its signature is checked against the restored log, which holds the rotations of its key.</summary>
    private static bool IsOfLog(string note, string key) =>
        SizeOf(note) > 0 && VerifierKey.TryParse(key.Trim(), out var verifier) && note.StartsWith(verifier.Name + "\n", StringComparison.Ordinal);

    private static long SizeOf(string note) => SignedNote.TryParse(note, out var signed) && Checkpoint.TryParse(signed.Text, out var checkpoint) ? checkpoint.Size : 0;

    private string KeyPath => LogKeyFile.PathIn(_settings);

    /// <param name="folder">Whose signing key must be the one of the log; null when it is not used.</param>
    private async Task<int> CheckAsync(BrokerDatabase database, string key, string checkpoint, BackupFolder? folder, CancellationToken ct)
    {
        if (!VerifierKey.TryParse(key.Trim(), out var verifier))
        {
            await messages.WriteLineAsync("The verifier key cannot be read.");
            return ExitCodes.BadInput;
        }

        var report = await new LogVerifier(database, verifier).VerifyAsync(checkpoint, null, ct);
        await output.WriteLineAsync($"entries: {report.Entries}");
        if (report.Finding is { } finding)
        {
            await output.WriteLineAsync($"result: {finding.Code}");
            await messages.WriteLineAsync($"{finding.What} {finding.Meaning} Do not serve from this database: docs/runbooks/restore.md, step 4.");
            return ExitCodes.Finding;
        }

        if (folder is not null && await LogProofs.SigningKeyAsync(database, ct) is { } named && !IsKey(folder, named))
        {
            await output.WriteLineAsync("result: KEY_REPLACED");
            await messages.WriteLineAsync($"log.key in the backup is not the key that signs its log, {named}: it was replaced, or sealed with another master key than the one that is configured here. No node can go on with this log by it. Take log.key from another backup or from a node: docs/runbooks/backup.md.");
            return ExitCodes.Finding;
        }

        await output.WriteLineAsync("result: whole");
        return ExitCodes.Good;
    }

    /// <summary>Whether the sealed signing key in the backup is the one that the log in it names. The list of the backup vouches for neither: it is in the backup too.</summary>
    private bool IsKey(BackupFolder folder, string named) => FileLogSigner.KeyIn(folder[BackupFolder.LogKey], services.GetRequiredService<MasterKey>())?.ToString() == named;

    private Task<AppendedEntry> SayInLogAsync(AuditKind kind, string act, CancellationToken ct) => services.GetRequiredService<IAuditLog>().AppendAsync(
        new AuditEntry
        {
            Kind = kind,
            Outcome = AuditOutcome.Success,
            Moment = services.GetRequiredService<TimeProvider>().GetUtcNow(),
            TraceId = TraceId.Current,
            Actor = AuditActor.Operator,
            Details = new Dictionary<string, string> { ["act"] = act },
        },
        step: null, ct);

    /// <summary>Runs a verb and says in words what the machine could not do.</summary>
    public async Task<int> SayingFaultsAsync(Func<BackupVerbs, Task<int>> verb)
    {
        try
        {
            return await verb(this);
        }
        catch (Exception fault) when (fault is DatabaseCopyException or MigrationException)
        {
            await messages.WriteLineAsync(fault.Message);
            return ExitCodes.BadConfiguration;
        }
        catch (Exception fault) when (fault is DbException or IOException or UnauthorizedAccessException)
        {
            await messages.WriteLineAsync($"It failed ({fault.GetType().Name}). Check the connection, the rights of its user (verify makes a database) and the room on the disk.");
            return ExitCodes.BadConfiguration;
        }
    }
}
