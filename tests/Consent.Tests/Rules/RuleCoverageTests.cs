using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;
using ZioExchange.Consent.Tests.Support;

namespace ZioExchange.Consent.Tests.Rules;

public sealed partial class RuleCoverageTests
{
    /// <summary>Rules that a pure decision cannot carry, each with the room that does.</summary>
    private static readonly Dictionary<string, string> OutOfReach = new()
    {
        ["R-WD-7"] = "The stop notice to a recipient is a message of the broker; a decision only ever looks forward.",
    };

    [Fact]
    public void Every_rule_is_named_where_it_is_implemented_and_by_a_case_that_tests_it()
    {
        var shared = Folders.Shared();
        var rules = RuleId.Matches(File.ReadAllText(Path.Combine(shared, "law", "RULES.md"))).Select(match => match.Value).ToHashSet();
        var source = string.Concat(System.IO.Directory.EnumerateFiles(Path.Combine(Folders.Repository, "src", "Consent"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Select(File.ReadAllText));
        var implemented = RuleId.Matches(source).Select(match => match.Value).ToHashSet();
        var tested = System.IO.Directory.EnumerateFiles(Folders.Source("Cases"), "*.json").Append(Path.Combine(shared, "law", "cases.json")).SelectMany(RulesOfCases).ToHashSet();

        Assert.True(rules.Count > 60, "The pattern no longer finds the rules.");
        Assert.Empty(rules.Except(implemented).Except(OutOfReach.Keys));
        Assert.Empty(rules.Except(tested).Except(OutOfReach.Keys));
        Assert.Empty(OutOfReach.Keys.Except(rules));
    }

    private static IEnumerable<string> RulesOfCases(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        return [.. document.RootElement.EnumerateArray().SelectMany(item => item.GetProperty("rules").EnumerateArray()).Select(rule => rule.GetString()!)];
    }

    [GeneratedRegex(@"\bR-[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-\d+b?\b")]
    private static partial Regex RuleId { get; }
}
