using System.CommandLine;
using ZioExchange.Broker.Cli.Ask;
using ZioExchange.Broker.Cli.Audit;
using ZioExchange.Broker.Cli.Conformance;
using ZioExchange.Broker.Cli.Decide;
using ZioExchange.Broker.Cli.Operate;
using ZioExchange.Broker.Cli.Serve;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Cli;

/// <summary>The verbs of the program. Data goes to standard output, messages to standard error.</summary>
internal static class Verbs
{
    public static async Task<int> RunAsync(string[] args)
    {
        // serve takes any configuration key as option, so it is told apart before the others are read.
        if (args is [] or ["serve", ..] || (args is [var first, ..] && first.StartsWith("--", StringComparison.Ordinal) && first is not ("--help" or "--version")))
        {
            return await ServeVerb.RunAsync(args is ["serve", .. var rest] ? rest : args);
        }

        if (args is [("map" or "mappings"), ..])
        {
            return DataVerbs.Run(args[0], args[1..]);
        }

        var root = new RootCommand("ZioExchange: the kind dossier, shared as far as the law or the family allows. Without a verb it serves.")
        {
            AskVerb.Command(),
            TokenVerb.Command(),
            DecideCommand.Command(),
            AuditCommand.Command(),
            MigrateCommand.Command(),
            ConfigCommand.Command(),
            KeysCommand.Command(),
            AdmissionCommand.Command(),
            DoctorCommand.Command(),
            BackupCommand.Command(),
            ConformanceCommand.Command(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            await Console.Error.WriteLineAsync("See: zio --help");
            return ExitCodes.BadUsage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (ConfigurationFaultException faults)
        {
            await Console.Error.WriteLineAsync(faults.Message);
            return ExitCodes.BadConfiguration;
        }
    }
}
