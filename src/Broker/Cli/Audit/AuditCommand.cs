using System.CommandLine;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Cli.Audit;

/// <summary>Reads the arguments of <c>audit verify</c> and <c>audit export</c>.</summary>
internal static class AuditCommand
{
    public static Command Command() => new("audit", "check and export the log") { Verify(), Export() };

    private static Command Verify()
    {
        var data = new Option<string?>("--data") { Description = "data folder of a broker on SQLite" };
        var url = new Option<Uri?>("--url") { Description = "check a broker from outside" };
        var checkpoint = new Option<string?>("--checkpoint") { Description = "file with an older checkpoint that was kept elsewhere" };
        var key = new Option<string?>("--key") { Description = "verifier key that was kept elsewhere" };
        var command = new Command("verify", "check hashes, tree, signatures and consistency of the whole log") { data, url, checkpoint, key };
        command.SetAction(async (parsed, ct) =>
        {
            string? note = null;
            if (parsed.GetValue(checkpoint) is { } file)
            {
                if (!File.Exists(file))
                {
                    await Console.Error.WriteLineAsync("--checkpoint names no file.");
                    return ExitCodes.BadUsage;
                }

                note = await File.ReadAllTextAsync(file, ct);
            }

            using var site = parsed.GetValue(url) is { } address ? new HttpClient { BaseAddress = address } : null;
            var folder = Path.GetFullPath(parsed.GetValue(data) ?? "data");
            await using var app = site is null ? BrokerHost.Build(["--Data:Path", folder]) : null;
            var beside = Path.Combine(folder, "log.vkey");
            return await AuditVerifyVerb.RunAsync(
                new AuditVerifyArguments
                {
                    Site = site,
                    Database = app?.Services.GetRequiredService<BrokerDatabase>(),
                    Key = parsed.GetValue(key),
                    KeyBesideLog = File.Exists(beside) ? (await File.ReadAllTextAsync(beside, ct)).Trim() : null,
                    Checkpoint = note,
                    ShowProgress = !Console.IsErrorRedirected,
                },
                Console.Out, Console.Error, ct);
        });
        return command;
    }

    private static Command Export()
    {
        var format = new Option<string>("--format") { Description = "ndjson, csv, ldv, nen7513 or balp", Required = true };
        var from = new Option<DateTimeOffset?>("--from") { Description = "first moment" };
        var to = new Option<DateTimeOffset?>("--to") { Description = "end, not included" };
        var organisation = new Option<string?>("--organisation") { Description = "source or recipient" };
        var child = new Option<string?>("--child") { Description = "the broker's own reference of a child" };
        var outcome = new Option<AuditOutcome?>("--outcome") { Description = "Permit, Partial, Deny, Success or Failure" };
        var reason = new Option<string>("--reason") { Description = "why, as a code or a case number; it is logged", DefaultValueFactory = _ => "OPERATOR_EXPORT" };
        var command = new Command("export", "write a part of the log to standard output; the export is logged itself") { format, from, to, organisation, child, outcome, reason };
        command.SetAction(async (parsed, ct) =>
        {
            await using var app = BrokerHost.Build([]);
            var query = new LogQuery
            {
                From = parsed.GetValue(from),
                To = parsed.GetValue(to),
                Organisation = parsed.GetValue(organisation) is { } party ? new OrganisationId(party) : null,
                Child = parsed.GetValue(child) is { } reference ? new ChildReference(reference) : null,
                Outcome = parsed.GetValue(outcome),
            };
            var verb = ActivatorUtilities.CreateInstance<AuditExportVerb>(app.Services);
            return await verb.RunAsync(
                new AuditExportArguments { Format = parsed.GetRequiredValue(format), Query = query, Reason = parsed.GetValue(reason)!, ShowProgress = !Console.IsErrorRedirected },
                Console.Out, Console.Error, ct);
        });
        return command;
    }
}
