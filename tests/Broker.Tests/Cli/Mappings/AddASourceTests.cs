using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;
using ZioExchange.Broker.Cli.Mappings;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Cli.Mappings;

/// <summary>Follows docs/add-a-source.md as written: the files of the page, in a copy of the folder <c>schemas</c>, and nothing else.</summary>
public sealed partial class AddASourceTests : IDisposable
{
    private static readonly string Page = File.ReadAllText(RepositoryFolder.Locate("docs", "add-a-source.md"));

    private readonly SchemasCopy _schemas = new();

    public AddASourceTests()
    {
        foreach (Match map in NamedFile().Matches(Page))
        {
            File.WriteAllText(_schemas.In(map.Groups[1].Value.Split('/')[1..]), map.Groups[2].Value);
        }

        File.WriteAllText(_schemas.In("mappings", "presentie.csv"), Block("csv"), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
    }

    [Fact]
    public void The_tables_of_the_page_have_no_fault_and_the_new_dialect_is_listed()
    {
        using var output = new StringWriter();
        using var messages = new StringWriter();

        Assert.Equal(0, new MappingsVerb(_schemas.Folder, output, messages).Check());
        Assert.Equal(0, new MappingsVerb(_schemas.Folder, output, messages).List());
        Assert.Contains("Presentie 2  (presentie.csv)", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("presentie")]
    [InlineData("school")]
    public void The_document_of_the_page_is_mapped_whole(string source)
    {
        var report = _schemas.In("report.json");
        var run = Map(Block("json"), source, "-", "--report", report);

        Assert.Equal((0, ""), (run.Code, run.Messages));
        Assert.Equal(["Observation", "Observation", "Patient"], run.Entries.Select(one => one.GetProperty("resourceType").GetString()).Order(StringComparer.Ordinal));
        var coverage = JsonElement.Parse(File.ReadAllBytes(report));
        Assert.Empty(coverage.GetProperty("forgotten").EnumerateArray());
        Assert.Empty(coverage.GetProperty("required").GetProperty("missing").EnumerateArray());
        Assert.Equal("printedBy", coverage.GetProperty("ignored")[0].GetProperty("path").GetString());
    }

    [Fact]
    public void Without_the_identity_nothing_of_it_comes_out()
    {
        var run = Map(Block("json"), "presentie", "-", "--categories", "VERZUIM");

        Assert.Equal(2, run.Entries.Count);
        Assert.DoesNotContain("Tom", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("999900006", run.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"mark\": \"A\"", "\"mark\": \"aanwezig\"", 1)]
    [InlineData("2026-11-24", "2026-11-31", 1)]
    [InlineData("\"version\": \"2\"", "\"version\": \"3\"", 65)]
    [InlineData("\"presentie\"", "\"iets\"", 65)]
    public void A_wrong_value_is_an_issue_and_a_wrong_format_a_refusal(string right, string wrong, int code) =>
        Assert.Equal(code, Map(Block("json").Replace(right, wrong, StringComparison.Ordinal), "presentie", "-").Code);

    public void Dispose() => _schemas.Dispose();

    private static string Block(string language) => Regex.Match(Page, $"```{language}\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;

    private MapRun Map(string document, params string[] args) => MapRun.Of(document, args, MappingFolder.Load(_schemas.Folder));

    [GeneratedRegex("`(schemas/fhir/[^`]+)`:\n```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex NamedFile();
}
