using System.Text.RegularExpressions;
using Xunit;
using ZioExchange.Adapters.Tests.Mapping;
using ZioExchange.Adapters.Tests.Sources.Oso;

namespace ZioExchange.Adapters.Tests.Sources;

/// <summary>The parties' documents conflict in 42 ways; who changes a table finds by its number the test that says what must come of each.</summary>
public sealed partial class ConflictNamesTests
{
    private const int Conflicts = 42;

    [Fact]
    public void Every_conflict_has_a_test_named_after_its_number()
    {
        var named = System.IO.Directory.EnumerateFiles(Path.Combine(Documents.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Test().Matches(File.ReadAllText(file)))
            .SelectMany(test => Number().Matches(test.Groups[1].Value))
            .Select(number => int.Parse(number.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(Enumerable.Range(1, Conflicts), named.Distinct().Order());
    }

    [Fact]
    public void The_reference_has_no_conflict_more()
    {
        var reference = RepositoryTables.Shared("standards", "DEFINITIONS.md");
        Assert.SkipWhen(reference is null, "The reference is not on this machine.");
        var section = File.ReadAllText(reference!).Split("\n## ").Single(part => part.StartsWith("8.", StringComparison.Ordinal));

        Assert.Equal(Conflicts, Row().Count(section));
    }

    /// <summary>A test and, in front of its name, the numbers of the conflicts that it is about: <c>C08_and_C35_...</c>.</summary>
    [GeneratedRegex(@"\[(?:Fact|Theory)\][^{;]*?public (?:async )?(?:void|Task) ((?:C\d\d_(?:and_)?)+)")]
    private static partial Regex Test();

    [GeneratedRegex(@"C(\d\d)")]
    private static partial Regex Number();

    [GeneratedRegex(@"^\| \d+ \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
