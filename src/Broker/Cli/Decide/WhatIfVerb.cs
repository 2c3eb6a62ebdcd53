using ZioExchange.Consent.Cases;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.Cli.Decide;

/// <summary>The verb <c>decide FILE --what-if [--draft-policy DIR] [--draft-grants FILE]</c>: says for each case what a draft would change. Nothing is released or stored.</summary>
/// <remarks>One JSON object a line on standard output, also for a case that stays as it is. Exit codes: 2 no draft or a wrong profile, 65 a case or draft that cannot be read, 1 something would change, 0 nothing would.</remarks>
public static class WhatIfVerb
{
    /// <param name="draftPolicy">A folder with the six files of <c>schemas/policy/</c>; null keeps the policy.</param>
    /// <param name="draftGrants">A file with an array in the shape of a case's <c>consents</c>, added to every case; null adds none.</param>
    public static int Run(string file, string profile, string? draftPolicy, string? draftGrants, Stream stdin, TextWriter stdout, TextWriter stderr, Policy policy)
    {
        ArgumentNullException.ThrowIfNull(stdin);
        ArgumentNullException.ThrowIfNull(stdout);
        ArgumentNullException.ThrowIfNull(stderr);
        if (draftPolicy is null && draftGrants is null)
        {
            stderr.WriteLine("decide: --what-if needs --draft-policy DIR, --draft-grants FILE, or both.");
            return ExitCodes.BadUsage;
        }

        if (DecideVerb.ProfileOf(profile) is not { } chosen)
        {
            stderr.WriteLine("decide: --profile must be strict or guidance.");
            return ExitCodes.BadUsage;
        }

        try
        {
            var drafted = draftPolicy is null ? null : PolicyFolder.Read(draftPolicy);
            var grants = draftGrants is null ? [] : CaseFile.ReadGrants(CaseText.Read(draftGrants, stdin));
            var readings = CaseFile.Read(CaseText.Read(file, stdin));
            return Answer(readings, chosen, drafted, grants, stdout, stderr, policy);
        }
        catch (Exception fault) when (fault is PolicyFaultsException or FormatException)
        {
            stderr.WriteLine($"decide: {fault.Message}");
            return ExitCodes.BadInput;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            stderr.WriteLine("decide: the cases or the draft cannot be read; check names and rights.");
            return ExitCodes.BadInput;
        }
    }

    private static int Answer(
        IEnumerable<CaseReading> readings, PolicyProfile profile, Policy? draftPolicy, IReadOnlyList<ConsentGrant> draftGrants, TextWriter stdout, TextWriter stderr, Policy policy)
    {
        int cases = 0, unreadable = 0, changed = 0;
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

            var answer = WhatIf.Ask(policy, profile, item.Request, item.Facts, item.Now, draftPolicy, draftGrants);
            stdout.WriteLine(WhatIfLine.Of(item.Id, answer));
            changed += answer.Changes ? 1 : 0;
        }

        stderr.WriteLine($"decide: {cases} cases, {unreadable} unreadable, {changed} would change.");
        return unreadable > 0 ? ExitCodes.BadInput : changed > 0 ? ExitCodes.Finding : ExitCodes.Good;
    }
}
