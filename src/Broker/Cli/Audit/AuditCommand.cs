using System.CommandLine;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Audit.Witnesses;
using ZioExchange.Broker.Cli.Operate;
using ZioExchange.Broker.Sandbox;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Cli.Audit;

/// <summary>Reads the arguments of <c>audit verify</c>, <c>audit export</c> and <c>audit erase</c>.</summary>
internal static class AuditCommand
{
    public static Command Command() => new("audit", "check and export the log") { Verify(), Export(), Erase() };

    private static Command Verify()
    {
        var data = new Option<string?>("--data") { Description = "data folder of a broker on SQLite, read without its keys and settings; without it the configured broker" };
        var url = new Option<Uri?>("--url") { Description = "check a broker from outside", CustomParser = Address.Parse };
        var checkpoint = new Option<string?>("--checkpoint") { Description = "file with an older checkpoint that was kept elsewhere" };
        var key = new Option<string?>("--key") { Description = "verifier key that was kept elsewhere" };
        var since = new Option<bool>("--since") { Description = "read only what came after the checkpoint given" };
        var each = new Option<bool>("--every-signature") { Description = "check every stored signature, not only those that prove the entries" };
        var proof = new Option<string?>("--proof") { Description = "check one proof file (a receipt) instead, offline; - is standard input" };
        var export = new Option<string?>("--export") { Description = "check each line of an ndjson export instead, offline; - is standard input" };
        var keys = new Option<string?>("--keys") { Description = "file with what /log/keys served, for a proof or an export of a log whose key was rotated" };
        var witness = new Option<string[]>("--witness") { Description = "key of a witness that must have signed the log's checkpoint; may be given more than once" };
        var command = new Command("verify", "check hashes, tree, signatures and consistency of the whole log") { data, url, checkpoint, key, since, each, proof, export, keys, witness };
        command.SetAction(async (parsed, ct) =>
        {
            var witnesses = (parsed.GetValue(witness) ?? []).Select(text => WitnessKey.TryParse(text, out var read) ? read : null).ToList();
            if (witnesses.Contains(null))
            {
                await Console.Error.WriteLineAsync("--witness is not the key of a witness. It looks like witness.example.nl/w1+1a2b3c4d+BA...=, as the witness publishes it.");
                return ExitCodes.BadUsage;
            }

            if ((parsed.GetValue(proof) ?? parsed.GetValue(export)) is { } offline)
            {
                if (witnesses.Count > 0)
                {
                    await Console.Error.WriteLineAsync("--witness goes with the check of a log, not of a proof or an export.");
                    return ExitCodes.BadUsage;
                }

                if (parsed.GetValue(proof) is not null && parsed.GetValue(export) is not null)
                {
                    await Console.Error.WriteLineAsync("Give --proof or --export, one of them: each is a check of its own.");
                    return ExitCodes.BadUsage;
                }

                if ((offline != "-" && !File.Exists(offline)) || (parsed.GetValue(keys) is { } named && !File.Exists(named)))
                {
                    await Console.Error.WriteLineAsync("--proof, --export or --keys names no file. Only a proof or an export may come over standard input (-).");
                    return ExitCodes.BadUsage;
                }

                var known = AuditProofVerb.Keys(parsed.GetValue(key), parsed.GetValue(keys) is { } served ? await TextAsync(served, ct) : null);
                using var text = offline == "-" ? Console.In : new StreamReader(offline);
                return parsed.GetValue(proof) is null
                    ? await AuditProofVerb.RunExportAsync(text, known, Console.Out, Console.Error, ct)
                    : await AuditProofVerb.RunAsync(await BoundedLines.AllAsync(text, AuditProofVerb.LongestText, ct) ?? "", known, Console.Out, Console.Error);
            }

            string? note = null;
            if (parsed.GetValue(checkpoint) is { } file)
            {
                if (!File.Exists(file))
                {
                    await Console.Error.WriteLineAsync("--checkpoint names no file.");
                    return ExitCodes.BadUsage;
                }

                note = await TextAsync(file, ct);
            }

            await using var place = parsed.GetValue(url) is { } address ? LogPlace.At(address)
                : parsed.GetValue(data) is { } folder ? await LogPlace.InAsync(folder, ct)
                : await LogPlace.ConfiguredAsync(ct);
            if (place is null)
            {
                await Console.Error.WriteLineAsync("--data names no folder with the log of a broker on SQLite (zio.db). A log on PostgreSQL is checked where its broker is configured, without --data.");
                return ExitCodes.BadUsage;
            }

            return await AuditVerifyVerb.RunAsync(
                new AuditVerifyArguments
                {
                    Site = place.Site,
                    Database = place.Database,
                    Key = parsed.GetValue(key),
                    KeyBesideLog = place.KeyBeside,
                    Checkpoint = note,
                    CheckpointBesideLog = place.CheckpointBeside,
                    WitnessedBesideLog = place.WitnessedBeside,
                    Witnesses = [.. witnesses.OfType<WitnessKey>()],
                    ConfiguredWitnesses = place.Witnesses,
                    Depth = (parsed.GetValue(since) ? LogCheckDepth.SinceCheckpoint : 0) | (parsed.GetValue(each) ? LogCheckDepth.EverySignature : 0),
                    ShowProgress = !Console.IsErrorRedirected,
                },
                Console.Out, Console.Error, ct);
        });
        return command;
    }

    /// <summary>What somebody else's file holds; empty, which is nothing that a log gives, when it is longer than anything that a log gives.</summary>
    private static async Task<string> TextAsync(string file, CancellationToken ct)
    {
        using var text = new StreamReader(file);
        return await BoundedLines.AllAsync(text, AuditProofVerb.LongestText, ct) ?? "";
    }

    private static Command Erase()
    {
        var child = new Option<string?>("--child") { Description = "the broker's own reference of a child" };
        var order = new Option<string?>("--order") { Description = "case number of a recorded order, when the retention has not ended" };
        var expired = new Option<bool>("--expired") { Description = "every year whose retention has ended" };
        var command = new Command("erase", "make a child unreadable for ever; proofs keep verifying") { child, order, expired };
        command.SetAction(async (parsed, ct) =>
        {
            if (parsed.GetValue(child) is null != parsed.GetValue(expired))
            {
                await Console.Error.WriteLineAsync("Give --child or --expired, one of them.");
                return ExitCodes.BadUsage;
            }

            await using var app = await ReadyBroker.OpenAsync([], ct);
            var verb = ActivatorUtilities.CreateInstance<AuditEraseVerb>(app.Services);
            return await verb.RunAsync(parsed.GetValue(child) is { } named ? Reference(app, named).Value : null, parsed.GetValue(order), Console.Out, Console.Error, ct);
        });
        return command;
    }

    private static Command Export()
    {
        var format = new Option<string>("--format") { Description = "ndjson, csv, ldv, nen7513 or balp", Required = true };
        var from = new Option<DateTimeOffset?>("--from") { Description = "first moment: a Dutch day, or an instant", CustomParser = DutchMoment.Parse };
        var to = new Option<DateTimeOffset?>("--to") { Description = "end, not included: for a whole day the day after", CustomParser = DutchMoment.Parse };
        var organisation = new Option<string?>("--organisation") { Description = "source or recipient" };
        var child = new Option<string?>("--child") { Description = "the broker's own reference of a child" };
        var outcome = new Option<AuditOutcome?>("--outcome") { Description = "Permit, Partial, Deny, Success or Failure" };
        var reason = new Option<string>("--reason") { Description = "why, as a code in capitals or a case number; it is logged", Required = true };
        var command = new Command("export", "write a part of the log to standard output; the export is logged itself") { format, from, to, organisation, child, outcome, reason };
        command.SetAction(async (parsed, ct) =>
        {
            await using var app = await ReadyBroker.OpenAsync([], ct);
            var query = new LogQuery
            {
                From = parsed.GetValue(from),
                To = parsed.GetValue(to),
                Organisation = parsed.GetValue(organisation) is { } party ? new OrganisationId(party) : null,
                Child = parsed.GetValue(child) is { } reference ? Reference(app, reference) : null,
                Outcome = parsed.GetValue(outcome),
            };
            var verb = ActivatorUtilities.CreateInstance<AuditExportVerb>(app.Services);
            return await verb.RunAsync(
                new AuditExportArguments { Format = parsed.GetRequiredValue(format), Query = query, Reason = parsed.GetRequiredValue(reason), ShowProgress = !Console.IsErrorRedirected },
                Console.Out, Console.Error, ct);
        });
        return command;
    }

    /// <summary>In the sandbox its children may be named 1 to 12, as for <c>ask</c>.</summary>
    private static ChildReference Reference(WebApplication app, string named) =>
        new(app.Environment.IsDevelopment() && int.TryParse(named, out _) ? SyntheticPeople.Prefix + named : named);
}
