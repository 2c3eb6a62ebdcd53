using System.Text.RegularExpressions;
using Xunit;

namespace ZioExchange.Architecture.Tests;

/// <summary>The page that a newcomer reads first names files that exist.</summary>
public sealed partial class LifeOfARequestTests
{
    private const string Page = "docs/life-of-a-request.md";

    /// <summary>Names files that its reader makes; a test of its own follows it.</summary>
    private const string Recipe = "docs/add-a-source.md";

    [Fact]
    public void Every_file_that_the_page_names_exists() =>
        Findings.None(Named().Where(path => !Path.Exists(Path.Combine(SourceTree.Root, path))));

    [Fact]
    public void The_page_names_a_file_of_every_room_on_the_way() =>
        Assert.All(
            new[] { "src/Broker/Identity", "src/Broker/Directory", "src/Broker/ConsentRegister", "src/Consent/Decisions", "src/Adapters/Sources", "src/Adapters/Mapping", "src/Broker/Audit", "src/Broker/Exchange" },
            room => Assert.Contains(Named(), path => path.StartsWith(room, StringComparison.Ordinal)));

    [Fact]
    public void Every_file_of_the_repository_that_a_page_names_exists() =>
        Findings.None(SourceTree.Pages.Where(page => page != Recipe).SelectMany(page => FilePath().Matches(SourceTree.Text(page)).Select(match => match.Value.TrimEnd('.', '/')).Distinct()
            .Where(path => !IsThere(path)).Select(path => $"{page}: {path}")));

    // A class may be named without its ending, an ADR by its number.
    private static bool IsThere(string path) =>
        Path.Exists(Path.Combine(SourceTree.Root, path))
        || (Path.GetDirectoryName(Path.Combine(SourceTree.Root, path)) is { } folder && System.IO.Directory.Exists(folder) && System.IO.Directory.EnumerateFiles(folder, Path.GetFileName(path) + "*").Any());

    private static IEnumerable<string> Named() => FilePath().Matches(SourceTree.Text(Page)).Select(match => match.Value.TrimEnd('.', '/')).Distinct();

    [GeneratedRegex(@"(?<![\w/])(?:src|schemas|tests|docs|deploy|tools)/[\w./-]+")]
    private static partial Regex FilePath();
}
