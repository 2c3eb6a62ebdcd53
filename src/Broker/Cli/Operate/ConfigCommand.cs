using System.CommandLine;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Cli.Operate;

/// <summary>The verb <c>config check</c>: reads the configuration as <c>serve</c> would and says all that is wrong. Faults end any verb with 78, so reaching the end means good.</summary>
internal static class ConfigCommand
{
    public static Command Command()
    {
        var check = new Command("check", "read the configuration and say all that is wrong with it");
        check.SetAction(async (_, _) =>
        {
            await using var app = BrokerHost.Build([]);
            var settings = app.Services.GetRequiredService<BrokerSettings>();
            await Console.Out.WriteLineAsync($"environment {app.Environment.EnvironmentName}, database {settings.Provider}, log {settings.LogOrigin}, profile {settings.Profile}, notices {settings.Notices.Sender}: good");
            return ExitCodes.Good;
        });
        return new Command("config", "the configuration") { check };
    }
}
