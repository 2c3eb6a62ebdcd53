using System.CommandLine;

namespace ZioExchange.Broker.Cli.Ask;

/// <summary>Where a verb that plays a partner finds the sandbox: its data folder and its address.</summary>
internal sealed record SandboxPlace(string DataPath, Uri Broker)
{
    /// <summary>Adds the options <c>--data</c> and <c>--broker</c>; the defaults are those of the run command.</summary>
    public static Func<ParseResult, SandboxPlace> AddTo(Command command)
    {
        var data = new Option<string>("--data") { Description = "data folder of the sandbox", DefaultValueFactory = _ => VerbSettings.Of("Data:Path") ?? "data" };
        var broker = new Option<Uri>("--broker") { Description = "address of the broker", DefaultValueFactory = _ => new Uri("http://localhost:5080"), CustomParser = Address.Parse };
        command.Options.Add(data);
        command.Options.Add(broker);
        return parsed => new SandboxPlace(Path.GetFullPath(parsed.GetValue(data)!), parsed.GetValue(broker)!);
    }
}
