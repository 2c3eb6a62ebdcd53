using System.Text.RegularExpressions;
using Xunit;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Tests.Persistence;

public sealed partial class MigrationScriptTests
{
    /// <summary>What a script may take away or tighten although an older node still runs, and why that node does not miss it.</summary>
    private static readonly Dictionary<string, string> Allowed = new(StringComparer.Ordinal)
    {
        ["V071 DROP TRIGGER"] = "it forbade what no older node does; its successor forbids the rest",
        ["V081 DROP INDEX"] = "its successor in the same script serves the same statements",
        ["V083 DROP COLUMN"] = "V088 puts it back in the same commit",
        ["V093 DROP TRIGGER"] = "its successor in the same script forbids all that an older node may meet, but for children whose key is gone",
    };

    [Fact]
    public void Every_script_number_and_name_exists_for_both_databases()
    {
        var sqlite = MigrationScript.For(DatabaseProvider.Sqlite).Select(script => script.Name);
        var postgres = MigrationScript.For(DatabaseProvider.Postgres).Select(script => script.Name);

        Assert.NotEmpty(sqlite);
        Assert.Equal(sqlite, postgres);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public void No_number_is_used_twice(DatabaseProvider provider)
    {
        var numbers = MigrationScript.For(provider).Select(script => script.Version).ToArray();

        Assert.Equal(numbers.Distinct(), numbers);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public void Nothing_is_dropped_renamed_or_tightened_without_a_reason_why_an_older_node_does_not_miss_it(DatabaseProvider provider)
    {
        var taken = MigrationScript.For(provider).SelectMany(script => TakesAway().Matches(Comments().Replace(script.Sql, string.Empty))
            .Select(match => $"V{script.Version:000} {Spaces().Replace(match.Value.ToUpperInvariant(), " ")}")).Distinct();

        Assert.Equal(Allowed.Keys, taken.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"\bDROP\s+\w+|\bRENAME\b|\bALTER\s+COLUMN\b|\bSET\s+NOT\s+NULL\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TakesAway();

    [GeneratedRegex("--[^\n]*", RegexOptions.CultureInvariant)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
