using System.Text.Json;
using Xunit;
using ZioExchange.Broker.Cli;
using ZioExchange.Broker.Cli.Mappings;

namespace ZioExchange.Broker.Tests.Cli.Mappings;

public sealed class MappingsVerbTests
{
    [Fact]
    public void A_list_names_every_table_with_its_source_dialect_and_standard()
    {
        var (code, output, _) = Run(MapRun.Schemas, "list");

        Assert.Equal(0, code);
        Assert.Equal(System.IO.Directory.GetFiles(Path.Combine(MapRun.Schemas, "mappings"), "*.csv").Length, output.Count);
        Assert.Contains(output, line => line.StartsWith("ijw ", StringComparison.Ordinal) && line.Contains("ijw-jw301", StringComparison.Ordinal) && line.EndsWith("(ijw-jw301.csv)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_check_of_the_tables_of_the_repository_finds_no_fault()
    {
        var (code, output, _) = Run(MapRun.Schemas, "check");

        Assert.Equal(0, code);
        Assert.EndsWith("no faults.", Assert.Single(output), StringComparison.Ordinal);
    }

    [Fact]
    public void A_check_names_every_fault_at_once_with_file_row_and_remedy_and_ends_with_1()
    {
        using var copy = new SchemasCopy();
        File.AppendAllText(copy.In("mappings", "school-record.csv"), "X-1;NIETS;/;v;Observation.x;toveren;;;\n");
        File.AppendAllText(copy.In("mappings", "swv-record.csv"), "#fout;;;;;;;;\n");
        var (code, output, messages) = Run(copy.Folder, "check");

        Assert.Equal(1, code);
        Assert.Contains(output, line => line.Contains("school-record.csv", StringComparison.Ordinal) && line.Contains("NIETS", StringComparison.Ordinal));
        Assert.Contains(output, line => line.Contains("swv-record.csv", StringComparison.Ordinal) && line.Contains("#fout", StringComparison.Ordinal));
        Assert.Contains($"{output.Count} faults", messages, StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_ends_with_1_and_none_with_0()
    {
        using var copy = new SchemasCopy();
        var old = Path.Combine(MapRun.Schemas, "mappings");
        Assert.Equal(0, Run(MapRun.Schemas, "diff", old, copy.In("mappings")).Code);

        var file = copy.In("mappings", "school-record.csv");
        var lines = File.ReadAllLines(file);
        var gone = Array.FindLastIndex(lines, line => line.Split(';') is [_, not ("-" or ""), _, not "", not "", ..] cells && cells[0][0] != '#' && !line.Contains("yes", StringComparison.Ordinal));
        File.WriteAllLines(file, lines.Where((_, at) => at != gone));
        var (code, output, _) = Run(MapRun.Schemas, "diff", old, copy.In("mappings"));

        Assert.Equal(1, code);
        Assert.StartsWith($"- {lines[gone].Split(';')[1]} ", Assert.Single(output), StringComparison.Ordinal);
    }

    [Fact]
    public void An_export_writes_a_StructureMap_for_each_table_and_every_ConceptMap()
    {
        using var copy = new SchemasCopy();
        var (code, output, _) = Run(MapRun.Schemas, "export", copy.In("out"));

        Assert.Equal((0, 0), (code, output.Count));
        Assert.Equal(System.IO.Directory.GetFiles(copy.In("mappings"), "*.csv").Length, System.IO.Directory.GetFiles(copy.In("out"), "StructureMap-*.json").Length);
        Assert.Equal(
            System.IO.Directory.GetFiles(copy.In("fhir"), "ConceptMap-*.json").Select(Path.GetFileName).Order(StringComparer.Ordinal),
            System.IO.Directory.GetFiles(copy.In("out"), "ConceptMap-*.json").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("StructureMap", JsonElement.Parse(File.ReadAllBytes(copy.In("out", "StructureMap-ijw-jw301.json"))).GetProperty("resourceType").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("iets")]
    [InlineData("diff een")]
    [InlineData("export")]
    [InlineData("list meer")]
    public void Bad_usage_ends_with_2(string line)
    {
        var (code, output, messages) = Run(MapRun.Schemas, line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((2, 0), (code, output.Count));
        Assert.Contains("See: zio mappings", messages, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_ends_with_65() =>
        Assert.Equal(65, Run(MapRun.Schemas, "diff", "/er/is/niets", Path.Combine(MapRun.Schemas, "mappings")).Code);

    private static (int Code, IReadOnlyList<string> Output, string Messages) Run(string schemas, params string[] args)
    {
        using var output = new StringWriter();
        using var messages = new StringWriter();
        var code = Verbs.InvokeAsync(MappingsCommand.Command(schemas, output, messages), args, messages).GetAwaiter().GetResult();
        return (code, output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries), messages.ToString());
    }
}
