using System.CommandLine;
using System.Data.Common;
using System.Security.Cryptography;
using ZioExchange.Adapters.Mapping.Tables;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Cli.Ask;
using ZioExchange.Broker.Cli.Audit;
using ZioExchange.Broker.Cli.Conformance;
using ZioExchange.Broker.Cli.Decide;
using ZioExchange.Broker.Cli.Mappings;
using ZioExchange.Broker.Cli.Operate;
using ZioExchange.Broker.Cli.Serve;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Cli;

/// <summary>The verbs of the program. Data goes to standard output, messages to standard error; what the machine lacks is said in one sentence, with the code of CONTRACT.</summary>
internal static class Verbs
{
    /// <summary>What to do when what the broker sealed cannot be opened.</summary>
    public const string SealedElsewhere = "What this broker keeps sealed cannot be opened: Keys:MasterKeyFile holds another master key, or a file of keys was damaged. Put back the master key of this broker, or keys/log.key from its backup; make no new one.";

    public static Task<int> RunAsync(string[] args) => SayingFaultsAsync(() => InvokeAsync(Root(), WithVerb(args), Console.Error));

    /// <summary>What the machine, its settings or its files lack is said, with the code for it; a fault of the program itself is thrown on.</summary>
    public static async Task<int> SayingFaultsAsync(Func<Task<int>> verb)
    {
        try
        {
            return await verb();
        }
        catch (ConfigurationFaultException faults)
        {
            await Console.Error.WriteLineAsync(faults.Message);
        }
        catch (MappingFaultsException faults)
        {
            await Console.Error.WriteLineAsync(faults.Message);
        }
        catch (MigrationException fault)
        {
            await Console.Error.WriteLineAsync(fault.Message);
        }
        catch (PolicyFaultsException faults)
        {
            await Console.Error.WriteLineAsync(faults.Message);
        }
        catch (AuditUnavailableException)
        {
            await Console.Error.WriteLineAsync("The log cannot be written or read, so nothing was done. Run: zio doctor");
        }
        catch (Exception fault) when (fault is DbException || DatabaseTrouble.IsIn(fault))
        {
            await Console.Error.WriteLineAsync($"The database cannot be used: {fault.Message} Run: zio doctor");
        }
        catch (CryptographicException)
        {
            await Console.Error.WriteLineAsync(SealedElsewhere);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"A file cannot be read or written: {fault.Message} Check its name, its rights and the room on the disk.");
            return ExitCodes.BadInput;
        }

        return ExitCodes.BadConfiguration;
    }

    /// <summary>Runs one command, or says what is wrong with how it was called.</summary>
    public static async Task<int> InvokeAsync(Command command, IReadOnlyList<string> args, TextWriter messages)
    {
        var parsed = command.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await messages.WriteLineAsync(error.Message);
            }

            var path = parsed.CommandResult.Command is RootCommand or { Name: "zio" } ? "zio" : $"zio {string.Join(' ', Names(parsed.CommandResult))}";
            await messages.WriteLineAsync($"See: {path} --help");
            return ExitCodes.BadUsage;
        }

        // Two seconds after SIGTERM the library ends the process, whatever it is at. The broker takes the signal itself, and finishes what it has begun.
        var serves = parsed.CommandResult.Command.Name == ServeVerb.Name;
        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = serves ? null : TimeSpan.FromSeconds(2) });
    }

    public static RootCommand Root() => new("ZioExchange: the kind dossier, shared as far as the law or the family allows. Without a verb it serves.")
    {
        ServeVerb.Command(),
        AskVerb.Command(),
        TokenVerb.Command(),
        DecideCommand.Command(),
        MapCommand.Command(() => MappingFolder.Load(Schemas.Folder), Console.OpenStandardInput(), Console.OpenStandardOutput(), Console.Error),
        MappingsCommand.Command(Schemas.Folder, Console.Out, Console.Error),
        AuditCommand.Command(),
        MigrateCommand.Command(),
        ConfigCommand.Command(),
        KeysCommand.Command(),
        AdmissionCommand.Command(),
        DoctorCommand.Command(),
        BackupCommand.Command(),
        SeedCommand.Command(),
        ConformanceCommand.Command(),
    };

    /// <summary>Without a verb it serves, and what stands there are configuration keys.</summary>
    private static string[] WithVerb(string[] args) =>
        args is [] || (args is [var first, ..] && first.StartsWith("--", StringComparison.Ordinal) && first is not ("--help" or "--version")) ? [ServeVerb.Name, .. args] : args;

    private static IEnumerable<string> Names(System.CommandLine.Parsing.SymbolResult? result) =>
        result is System.CommandLine.Parsing.CommandResult { Command: not RootCommand } command ? [.. Names(command.Parent), command.Command.Name] : [];
}
