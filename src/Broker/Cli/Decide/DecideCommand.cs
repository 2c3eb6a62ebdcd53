using System.CommandLine;

namespace ZioExchange.Broker.Cli.Decide;

/// <summary>Reads the arguments of <c>decide</c>.</summary>
internal static class DecideCommand
{
    public static Command Command()
    {
        var file = new Argument<string?>("file") { Description = "a file of cases (law/case.schema.json), or - for standard input", Arity = ArgumentArity.ZeroOrOne };
        var check = new Option<bool>("--check") { Description = "compare with what each case expects" };
        var profile = new Option<string>("--profile") { Description = "strict or guidance", DefaultValueFactory = _ => "strict" };
        var replay = new Option<bool>("--replay") { Description = "run logged decisions again and report differences" };
        var from = new Option<DateTimeOffset?>("--from") { Description = "first moment of the replay" };
        var to = new Option<DateTimeOffset?>("--to") { Description = "end of the replay, not included" };
        var command = new Command("decide", "decide cases without a database; nothing is released") { file, check, profile, replay, from, to };
        command.SetAction(async (parsed, ct) =>
        {
            if (parsed.GetValue(replay))
            {
                return await ReplayVerb.RunAsync(parsed.GetValue(from), parsed.GetValue(to), Console.Out, Console.Error, ct);
            }

            if (parsed.GetValue(file) is not { } path)
            {
                await Console.Error.WriteLineAsync("decide: name a file of cases, or - for standard input.");
                return ExitCodes.BadUsage;
            }

            var policy = PolicyFolder.Read(Path.Combine(Schemas.Folder, "policy"));
            return DecideVerb.Run(path, parsed.GetValue(check), parsed.GetValue(profile)!, Console.In, Console.Out, Console.Error, policy);
        });
        return command;
    }
}
