using System.Text.RegularExpressions;
using Xunit;

namespace ZioExchange.Architecture.Tests;

/// <summary>Who is called at night finds what the message means: each warning of the program stands in docs/runbooks, and each page named there exists.</summary>
public sealed partial class RunbookTests
{
    [Fact]
    public void Every_warning_of_the_program_stands_in_the_runbooks()
    {
        var table = SourceTree.Text("docs/runbooks/README.md");
        Findings.None(SourceTree.Files("src").SelectMany(file => Warning().Matches(SourceTree.Text(file)).Select(found => found.Groups[1].Value)).Distinct()
            .Where(number => !Regex.IsMatch(table, $@"\b{number}\b")));
    }

    [Fact]
    public void Every_page_that_a_runbook_or_a_message_names_exists() =>
        Findings.None(Directory.GetFiles(Path.Combine(SourceTree.Root, "docs", "runbooks"), "*.md").Select(File.ReadAllText)
            .SelectMany(text => Page().Matches(text).Select(found => found.Groups[1].Value))
            .Concat(SourceTree.Files("src").SelectMany(file => Named().Matches(SourceTree.Text(file)).Select(found => found.Groups[1].Value)))
            .Distinct().Where(page => !File.Exists(Path.Combine(SourceTree.Root, "docs", "runbooks", page))));

    [Fact]
    public void Every_metric_of_an_alert_is_one_that_the_program_writes()
    {
        var telemetry = string.Concat(SourceTree.Files("src").Where(file => file.Contains("/Telemetry/", StringComparison.Ordinal)).Select(SourceTree.Text));
        var metrics = Metric().Matches(SourceTree.Text("deploy/alerts.yml")).Select(found => found.Value).Distinct().ToList();
        Assert.NotEmpty(metrics);
        Findings.None(metrics.Where(metric => !telemetry.Contains($"\"{metric}\"", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"zio_[a-z_]+?(?=_bucket|_count|_sum|[^a-z_])")]
    private static partial Regex Metric();

    [GeneratedRegex(@"LoggerMessage\((\d{4}), LogLevel\.(?:Warning|Error|Critical)")]
    private static partial Regex Warning();

    [GeneratedRegex(@"\]\(([a-z-]+\.md)\)")]
    private static partial Regex Page();

    [GeneratedRegex(@"docs/runbooks/([a-z-]+\.md)")]
    private static partial Regex Named();
}
