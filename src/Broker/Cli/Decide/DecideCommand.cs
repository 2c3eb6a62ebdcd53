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
        var from = new Option<DateTimeOffset?>("--from") { Description = "first moment of the replay: a Dutch day, or an instant", CustomParser = DutchMoment.Parse };
        var to = new Option<DateTimeOffset?>("--to") { Description = "end of the replay, not included: for a whole day the day after", CustomParser = DutchMoment.Parse };
        var whatIf = new Option<bool>("--what-if") { Description = "say for each case what a draft would change" };
        var draftPolicy = new Option<string?>("--draft-policy") { Description = "with --what-if: a folder with a drafted policy" };
        var draftGrants = new Option<string?>("--draft-grants") { Description = "with --what-if: a file with grants to add to every case" };
        var command = new Command("decide", "decide cases without a database; nothing is released") { file, check, profile, replay, from, to, whatIf, draftPolicy, draftGrants };
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
            await using var stdin = Console.OpenStandardInput();
            if (parsed.GetValue(whatIf) || parsed.GetValue(draftPolicy) is not null || parsed.GetValue(draftGrants) is not null)
            {
                return WhatIfVerb.Run(path, parsed.GetValue(profile)!, parsed.GetValue(draftPolicy), parsed.GetValue(draftGrants), stdin, Console.Out, Console.Error, policy);
            }

            return DecideVerb.Run(path, parsed.GetValue(check), parsed.GetValue(profile)!, stdin, Console.Out, Console.Error, policy);
        });
        return command;
    }
}
