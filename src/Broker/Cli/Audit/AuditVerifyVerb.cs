using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Notes;
using ZioExchange.Broker.Audit.Witnesses;

namespace ZioExchange.Broker.Cli.Audit;

/// <summary><c>audit verify</c>: checks the whole log and says in plain words what is wrong, where, what it means and what to do.</summary>
public static class AuditVerifyVerb
{
    /// <param name="arguments">What to check, and against what.</param>
    /// <param name="output">Gets the answer, one fact a line: <c>name: value</c>.</param>
    /// <param name="messages">Gets progress and faults.</param>
    /// <param name="ct">Stops the check.</param>
    /// <returns>0 whole and signed by every witness named, 1 damaged or not signed by one, 2 bad usage, 65 unreadable checkpoint or log, 78 no key.</returns>
    /// <exception cref="System.Data.Common.DbException">The database does not answer.</exception>
    public static async Task<int> RunAsync(AuditVerifyArguments arguments, TextWriter output, TextWriter messages, CancellationToken ct)
    {
        if (arguments.Key is not null && !VerifierKey.TryParse(arguments.Key, out _))
        {
            await messages.WriteLineAsync("--key is not a verifier key. It looks like log.example.nl+1a2b3c4d+AbC...= and stands in the file log.vkey.");
            return ExitCodes.BadUsage;
        }

        if (!VerifierKey.TryParse(arguments.Key ?? arguments.KeyBesideLog ?? await PublishedKeyAsync(arguments.Site, ct), out var key))
        {
            await messages.WriteLineAsync("There is no verifier key. Give one with --key.");
            return arguments.Site is null ? ExitCodes.BadConfiguration : ExitCodes.BadInput;
        }

        if (arguments.Checkpoint is not null && !SignedNote.TryParse(arguments.Checkpoint, out _))
        {
            await messages.WriteLineAsync("The file given with --checkpoint is not a signed checkpoint (C2SP tlog-checkpoint). Give the file as /log/checkpoint served it.");
            return ExitCodes.BadInput;
        }

        if (arguments.Depth.HasFlag(LogCheckDepth.SinceCheckpoint) && (arguments.Checkpoint is null || arguments.Site is not null))
        {
            await messages.WriteLineAsync("--since begins at a checkpoint that was kept elsewhere: give it with --checkpoint, and check the database rather than --url.");
            return ExitCodes.BadUsage;
        }

        try
        {
            var progress = arguments.ShowProgress ? new ProgressBar(messages, TimeProvider.System) : null;
            var report = arguments.Site is { } site
                ? await new LogSiteVerifier(site, key).VerifyAsync(arguments.Checkpoint, progress, ct)
                : await new LogVerifier(arguments.Database!, key) { Witnesses = [.. arguments.Witnesses, .. arguments.ConfiguredWitnesses], Witnessed = arguments.WitnessedBesideLog }.VerifyAsync(arguments.Checkpoint ?? arguments.CheckpointBesideLog, arguments.Depth, progress, ct);
            progress?.Finish();
            var exit = await SayAsync(arguments, key, report, output);
            return await WitnessedAsync(arguments, key, report, output, ct) ? exit : ExitCodes.Finding;
        }
        catch (Exception fault) when (IsSilence(fault, ct))
        {
            await messages.WriteLineAsync($"The log cannot be read ({fault.GetType().Name}). Check that the broker runs and that this is the right address.");
            return ExitCodes.BadInput;
        }
    }

    /// <summary>What the log says of itself at <c>/log/keys</c>; null when it says nothing that can be read.</summary>
    private static async Task<string?> PublishedKeyAsync(HttpClient? site, CancellationToken ct)
    {
        try
        {
            return site is null ? null : (await site.GetFromJsonAsync<PublishedKeys>("log/keys", ct))?.Key;
        }
        catch (Exception fault) when (IsSilence(fault, ct) || fault is System.Text.Json.JsonException)
        {
            return null;
        }
    }

    /// <summary>A client that waited in vain says that it was cancelled, though nobody did.</summary>
    private static bool IsSilence(Exception fault, CancellationToken ct) =>
        fault is HttpRequestException or IOException || (fault is OperationCanceledException && !ct.IsCancellationRequested);

    private static async Task<int> SayAsync(AuditVerifyArguments arguments, VerifierKey key, LogReport report, TextWriter output)
    {
        await output.WriteLineAsync($"log: {key.Name}");
        await output.WriteLineAsync($"entries: {report.Entries}");
        if (report.From > 0)
        {
            await output.WriteLineAsync($"read from: {report.From} (what is before stands under the checkpoint given, and was not read)");
        }

        if (report.Signatures.All > 0)
        {
            await output.WriteLineAsync($"signatures: {report.Signatures.Checked} of {report.Signatures.All} checked{(report.Signatures.Checked < report.Signatures.All ? "; they cover every entry (--every-signature checks them all)" : "")}");
        }

        if (report.Cosignatures.All > 0)
        {
            await output.WriteLineAsync($"cosignatures: {report.Cosignatures.Checked} of {report.Cosignatures.All} checked{(report.Cosignatures.Checked < report.Cosignatures.All ? "; the others prove nothing: give the keys of their witnesses with --witness, and --every-signature" : "")}");
        }

        if (report.Witnessed.All > 0)
        {
            await output.WriteLineAsync($"witnessed: {report.Witnessed.Proven} of {report.Witnessed.All} records of what this broker cosigned of other logs are signed{(report.Witnessed.Proven < report.Witnessed.All ? "; the others are of an older version, or something else wrote them, and prove nothing until the next cosignature" : "")}. {(arguments.WitnessedBesideLog is null ? "A record that was removed or set back to an older one shows only to the log it is about: nothing of it was kept beside this database." : "None is older than what the broker kept in its data folder.")}");
        }

        if (arguments.Key is null)
        {
            await output.WriteLineAsync("key: came from the log itself. Who can change the log can change that key: give one that was kept elsewhere with --key.");
        }

        if (arguments.Checkpoint is null && arguments.CheckpointBesideLog is not null)
        {
            await output.WriteLineAsync("checkpoint: the newest that the broker kept beside its database. Who can change that file too can set the log back unseen: give one that was kept elsewhere with --checkpoint.");
        }
        else if (arguments.Checkpoint is null)
        {
            await output.WriteLineAsync("checkpoint: none given. A log that was set back to an older state as a whole shows only against a checkpoint kept elsewhere (--checkpoint).");
        }

        if (report.Finding is not { } finding)
        {
            await ReachAsync(arguments, report, output);
            await output.WriteLineAsync("result: whole");
            return ExitCodes.Good;
        }

        await output.WriteLineAsync("result: DAMAGED");
        await output.WriteLineAsync($"finding: {finding.Code}");
        if (finding.FirstBad is { } first)
        {
            await output.WriteLineAsync(finding.LastBad is { } last && last > first ? $"first bad entry: {first} (between {first} and {last})" : $"first bad entry: {first}");
        }

        await output.WriteLineAsync($"what: {finding.What}");
        await output.WriteLineAsync($"meaning: {finding.Meaning}");
        await output.WriteLineAsync($"what to do: {finding.Remedy}");
        return ExitCodes.Finding;
    }

    /// <summary>How far a sound log is proven, and against what it is not: entries that were cut off again leave no trace in what is left.</summary>
    private static async Task ReachAsync(AuditVerifyArguments arguments, LogReport report, TextWriter output)
    {
        var note = arguments.Checkpoint ?? (arguments.Site is null ? arguments.CheckpointBesideLog : null);
        var held = note is not null && SignedNote.TryParse(note, out var signed) && Checkpoint.TryParse(signed.Text, out var checkpoint) ? checkpoint.Size : 0;
        if (held > 0)
        {
            await output.WriteLineAsync($"proven: the first {held} entries are the ones that the older checkpoint signed{(report.Entries > held ? $"; the {report.Entries - held} after them carry the signature of the log's key" : "")}.");
        }
        else if (report.Entries > 0)
        {
            await output.WriteLineAsync($"proven: the {report.Entries} entries carry the signature of the log's key.");
        }

        await output.WriteLineAsync(
            $"not proven: that there were never more than {report.Entries} entries. A log that was set back to {(held > 0 ? $"anything from {held} entries on" : "an older state")} looks like this one; only a newer checkpoint shows it: one that a witness or a partner kept (--checkpoint), or that a witness signed lately (--url with --witness).");
    }

    /// <summary>Says of each witness that was named what it signed; false when one signed nothing.</summary>
    private static async Task<bool> WitnessedAsync(AuditVerifyArguments arguments, VerifierKey key, LogReport report, TextWriter output, CancellationToken ct)
    {
        var all = true;
        foreach (var witness in arguments.Witnesses)
        {
            var note = arguments.Site is null ? await new LogVerifier(arguments.Database!, key).CosignedAsync(witness, ct) : report.Published;
            if (note is not null && SignedNote.TryParse(note, out var signed) && Checkpoint.TryParse(signed.Text, out var checkpoint) && Cosignature.SignedAt(signed, witness) is { } moment)
            {
                await output.WriteLineAsync($"witness: {witness.Name} signed {checkpoint.Size} entries at {moment.UtcDateTime:s}Z; of what was in the log after that moment it says nothing");
            }
            else
            {
                all = false;
                await output.WriteLineAsync($"witness: {witness.Name} did NOT sign {(arguments.Site is null ? "any checkpoint in this database" : "the checkpoint that the site publishes")}. It may have been silent, or it saw another history of this log: ask it which checkpoint it signed last, and give that with --checkpoint (docs/runbooks/witness-silent.md).");
            }
        }

        return all;
    }

    private sealed record PublishedKeys(string? Key);
}
