using System.Text.RegularExpressions;
using Xunit;

namespace ZioExchange.Architecture.Tests;

/// <summary>The page that a newcomer reads first names files that exist.</summary>
public sealed partial class LifeOfARequestTests
{
    private const string Page = "docs/life-of-a-request.md";

    [Fact]
    public void Every_file_that_the_page_names_exists() =>
        Findings.None(Named().Where(path => !Path.Exists(Path.Combine(SourceTree.Root, path))));

    [Fact]
    public void The_page_names_a_file_of_every_room_on_the_way() =>
        Assert.All(
            new[] { "src/Broker/Identity", "src/Broker/Directory", "src/Broker/ConsentRegister", "src/Consent/Decisions", "src/Adapters/Sources", "src/Adapters/Mapping", "src/Broker/Audit", "src/Broker/Exchange" },
            room => Assert.Contains(Named(), path => path.StartsWith(room, StringComparison.Ordinal)));

    private static IEnumerable<string> Named() => FilePath().Matches(SourceTree.Text(Page)).Select(match => match.Value.TrimEnd('.', '/')).Distinct();

    [GeneratedRegex(@"\b(?:src|schemas|tests|docs)/[\w./-]+")]
    private static partial Regex FilePath();
}
