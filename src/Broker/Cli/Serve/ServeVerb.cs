using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Cli.Serve;

/// <summary>The verb <c>serve</c>: runs the broker until it is asked to stop. Options are configuration keys: <c>--urls</c>, <c>--now</c>, <c>--Data:Path</c>.</summary>
internal static class ServeVerb
{
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await BrokerHost.RunAsync(args);
            return ExitCodes.Good;
        }
        catch (ConfigurationFaultException faults)
        {
            await Console.Error.WriteLineAsync(faults.Message);
            return ExitCodes.BadConfiguration;
        }
    }
}
