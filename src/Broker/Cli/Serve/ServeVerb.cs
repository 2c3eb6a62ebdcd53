using System.CommandLine;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Cli.Serve;

/// <summary>The verb <c>serve</c>, and what happens without a verb: runs the broker until it is asked to stop.</summary>
internal static class ServeVerb
{
    public const string Name = "serve";

    /// <summary>Takes any configuration key as option, so it does not know its options by name.</summary>
    public static Command Command()
    {
        var command = new Command(
            Name,
            "run the broker until it is asked to stop; the default. Any configuration key is an option: --urls http://localhost:5080, --Data:Path DIR, --Database:Provider Postgres, --now 2026-11-24T10:00:00+01:00 (pins time, Development only)")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(async (parsed, _) =>
        {
            await BrokerHost.RunAsync([.. parsed.UnmatchedTokens]);
            return ExitCodes.Good;
        });
        return command;
    }
}
