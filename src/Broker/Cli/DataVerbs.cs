using ZioExchange.Adapters.Mapping.Tables;
using ZioExchange.Broker.Cli.Mappings;

namespace ZioExchange.Broker.Cli;

/// <summary>The verbs that need no broker and no database: they read files and write to standard output.</summary>
internal static class DataVerbs
{
    public static int Run(string verb, string[] args)
    {
        var schemas = Schemas.Folder;
        using var output = Console.OpenStandardOutput();
        try
        {
            return verb switch
            {
                "map" => MapVerb.Run(args, MappingFolder.Load(schemas), Console.OpenStandardInput(), output, Console.Error),
                _ => MappingsVerb.Run(args, schemas, Console.Out, Console.Error),
            };
        }
        catch (MappingFaultsException faults)
        {
            Console.Error.WriteLine(faults.Message);
            return ExitCodes.BadConfiguration;
        }
    }
}
