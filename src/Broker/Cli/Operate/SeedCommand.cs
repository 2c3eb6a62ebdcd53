using System.CommandLine;
using System.Globalization;
using ZioExchange.Broker.Cli.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Sandbox;

namespace ZioExchange.Broker.Cli.Operate;

/// <summary>The verb <c>seed --families N --seed S</c>: fills the register with made-up families, for tests of size. Development only.</summary>
internal static class SeedCommand
{
    private const int Most = 10_000_000;

    public static Command Command()
    {
        var families = new Option<int>("--families") { Description = "how many, numbered from 13: the sandbox has twelve of its own", Required = true };
        families.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= Most))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--families is a number from 1 to {Most}."));
            }
        });
        var seed = new Option<int>("--seed") { Description = "the same seed makes the same families", DefaultValueFactory = _ => 1 };
        var command = new Command("seed", "fill the register with made-up families; what is there stays. Development only") { families, seed };
        command.SetAction(async (parsed, ct) =>
        {
            await using var app = BrokerHost.Build([]);
            if (app.Services.GetService<SandboxRoom>() is not { } sandbox)
            {
                throw new ConfigurationFaultException(["Made-up families never go into a register of Production. Name another database, with ASPNETCORE_ENVIRONMENT=Development."]);
            }

            System.IO.Directory.CreateDirectory(app.Services.GetRequiredService<BrokerSettings>().DataPath);
            await Migrations.ApplyAsync(app.Services.GetRequiredService<BrokerDatabase>(), ct);
            var all = parsed.GetValue(families);
            var bar = Console.IsErrorRedirected ? null : new ProgressBar(Console.Error, TimeProvider.System);
            await sandbox.FillAsync(all, parsed.GetValue(seed), new Reports(done => bar?.Report((done, all))), ct);
            bar?.Finish();
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{all} families are there."));
            return ExitCodes.Good;
        });
        return command;
    }

    /// <summary>Reports at once, in order, unlike <see cref="Progress{T}"/>.</summary>
    private sealed class Reports(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }
}
