using System.CommandLine;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Cli.Operate;

/// <summary>The verb <c>migrate [--dry-run|--put-back]</c>: brings the database to the schema of this program. Forward only; run it before the new program serves.</summary>
internal static class MigrateCommand
{
    public static Command Command()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "say what would be applied, change nothing" };
        var putBack = new Option<bool>("--put-back") { Description = "after rows of schema_versions were deleted: write down again what the database shows was applied; applies nothing" };
        var command = new Command("migrate", "apply pending schema changes") { dryRun, putBack };
        command.Validators.Add(result =>
        {
            if (result.GetValue(dryRun) && result.GetValue(putBack))
            {
                result.AddError("Give --dry-run or --put-back, not both.");
            }
        });
        command.SetAction(async (parsed, ct) =>
        {
            await using var app = BrokerHost.Build([]);
            System.IO.Directory.CreateDirectory(app.Services.GetRequiredService<BrokerSettings>().DataPath);
            var database = app.Services.GetRequiredService<BrokerDatabase>();
            try
            {
                var (look, put) = (parsed.GetValue(dryRun), parsed.GetValue(putBack));
                var scripts = look ? await Migrations.PendingAsync(database, ct) : put ? await Migrations.PutBackAsync(database, ct) : await Migrations.ApplyAsync(database, ct);
                foreach (var script in scripts)
                {
                    await Console.Out.WriteLineAsync(script.Name);
                }

                await Console.Error.WriteLineAsync(put ? $"{scripts.Count} rows put back. Now run: zio migrate" : scripts.Count == 0 ? "The schema is up to date." : look ? $"{scripts.Count} to apply." : $"{scripts.Count} applied.");
                return ExitCodes.Good;
            }
            catch (MigrationException fault)
            {
                await Console.Error.WriteLineAsync(fault.Message);
                return ExitCodes.BadConfiguration;
            }
        });
        return command;
    }
}
