using ZioExchange.Consent.Cases;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Cli.Decide;

/// <summary>The verb <c>decide FILE [--check] [--profile strict|guidance]</c>: answers decision cases without a database. Nothing is released.</summary>
/// <remarks>One JSON object a line on standard output, messages on standard error. Exit codes: 2 usage, 65 input that cannot be read, 1 a decision that differs from what was expected, 0.</remarks>
public static class DecideVerb
{
    /// <summary>Answers every case of the file; <c>-</c> is standard input. A check compares with the <c>expected</c> of each case.</summary>
    public static int Run(string file, bool check, string profile, Stream stdin, TextWriter stdout, TextWriter stderr, Policy policy)
    {
        ArgumentNullException.ThrowIfNull(stdin);
        ArgumentNullException.ThrowIfNull(stdout);
        ArgumentNullException.ThrowIfNull(stderr);
        if (ProfileOf(profile) is not { } chosen)
        {
            stderr.WriteLine("decide: --profile must be strict or guidance.");
            return ExitCodes.BadUsage;
        }

        IEnumerable<CaseReading> readings;
        try
        {
            readings = CaseFile.Read(CaseText.Read(file, stdin));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            stderr.WriteLine("decide: the file cannot be read; check its name and rights.");
            return ExitCodes.BadInput;
        }
        catch (FormatException fault)
        {
            stderr.WriteLine($"decide: {fault.Message}");
            return ExitCodes.BadInput;
        }

        return Answer(readings, check, chosen, stdout, stderr, policy);
    }

    private static int Answer(IEnumerable<CaseReading> readings, bool check, PolicyProfile profile, TextWriter stdout, TextWriter stderr, Policy policy)
    {
        int cases = 0, unreadable = 0, wrong = 0;
        foreach (var reading in readings)
        {
            cases++;
            if (reading.Case is not { } item)
            {
                unreadable++;
                stdout.WriteLine(DecisionLine.OfFault(reading));
                stderr.WriteLine($"decide: case {reading.Id ?? $"number {cases}"}: {reading.Error}");
                continue;
            }

            var decision = Decider.Decide(policy, profile, item.Request, item.Facts, item.Now);
            stdout.WriteLine(DecisionLine.Of(item.Id, decision));
            if (check && !ExpectedCheck.Agrees(item, decision, stderr))
            {
                wrong++;
            }
        }

        if (check || unreadable > 0)
        {
            stderr.WriteLine($"decide: {cases} cases, {unreadable} unreadable{(check ? $", {wrong} decided otherwise than expected" : string.Empty)}.");
        }

        return unreadable > 0 ? ExitCodes.BadInput : wrong > 0 ? ExitCodes.Finding : ExitCodes.Good;
    }

    internal static PolicyProfile? ProfileOf(string profile) => profile switch
    {
        "strict" => PolicyProfile.Strict,
        "guidance" => PolicyProfile.Guidance,
        _ => null,
    };
}
