using System.CommandLine;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Cli.Operate;

/// <summary>The verb <c>migrate [--dry-run]</c>: brings the database to the schema of this program. Forward only; run it before the new program serves.</summary>
internal static class MigrateCommand
{
    public static Command Command()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "say what would be applied, change nothing" };
        var command = new Command("migrate", "apply pending schema changes") { dryRun };
        command.SetAction(async (parsed, ct) =>
        {
            await using var app = BrokerHost.Build([]);
            System.IO.Directory.CreateDirectory(app.Services.GetRequiredService<BrokerSettings>().DataPath);
            var database = app.Services.GetRequiredService<BrokerDatabase>();
            try
            {
                var scripts = parsed.GetValue(dryRun) ? await Migrations.PendingAsync(database, ct) : await Migrations.ApplyAsync(database, ct);
                foreach (var script in scripts)
                {
                    await Console.Out.WriteLineAsync(script.Name);
                }

                await Console.Error.WriteLineAsync(scripts.Count == 0 ? "The schema is up to date." : parsed.GetValue(dryRun) ? $"{scripts.Count} to apply." : $"{scripts.Count} applied.");
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
