using System.Text.Json;
using Xunit;

namespace ZioExchange.Broker.Tests.Cli.Mappings;

/// <summary>The file of <c>--report</c> has exactly the shape that the contract promises.</summary>
public sealed class MapReportTests
{
    private static readonly string Toewijzing = MapRun.Document("Ijw", "Fixtures", "jw301-full.xml");

    [Fact]
    public void A_report_has_the_members_of_the_contract_in_order_and_no_other()
    {
        var report = Report(File.ReadAllText(Toewijzing).Replace("<ijw:Geslacht>", "<ijw:Geslacht>x", StringComparison.Ordinal), "ID_BASIS,JEUGDHULP_BESCHIKKING");

        Assert.Equal(["source", "dialect", "rules", "used", "ignored", "forgotten", "issues", "required"], Names(report));
        Assert.Equal(("ijw", "ijw-jw301"), (report.GetProperty("source").GetString(), report.GetProperty("dialect").GetString()));
        Assert.All(report.GetProperty("rules").EnumerateArray(), rule => Assert.Equal(["id", "category", "runs"], Names(rule)));
        Assert.All(report.GetProperty("ignored").EnumerateArray(), one => Assert.Equal(["path", "why"], Names(one)));
        Assert.All(report.GetProperty("used").EnumerateArray(), path => Assert.StartsWith("/Bericht/", path.GetString(), StringComparison.Ordinal));
        Assert.Equal(["filled", "missing"], Names(report.GetProperty("required")));
    }

    [Fact]
    public void An_issue_names_rule_path_value_code_and_message()
    {
        var document = File.ReadAllText(Toewijzing);
        var wrong = System.Text.RegularExpressions.Regex.Replace(document, "(Ingangsdatum>)[0-9-]+<", "${1}2027-06-31<");
        var issues = Report(wrong, "JEUGDHULP_BESCHIKKING").GetProperty("issues").EnumerateArray().ToList();

        Assert.NotEmpty(issues);
        Assert.All(issues, issue => Assert.Equal(["rule", "path", "value", "code", "message"], Names(issue)));
        Assert.All(issues, issue => Assert.Equal(["nl", "en"], Names(issue.GetProperty("message"))));
        Assert.Contains(issues, issue => issue.GetProperty("code").GetString() == "INVALID_DATE" && issue.GetProperty("value").GetString() == "2027-06-31");
    }

    [Fact]
    public void Every_leaf_stands_in_the_report_once_and_every_rule_of_another_category_does_not_run()
    {
        var report = Report(File.ReadAllText(Toewijzing), "JEUGDHULP_BESCHIKKING");
        var paths = report.GetProperty("used").EnumerateArray().Concat(report.GetProperty("forgotten").EnumerateArray()).Select(path => path.GetString())
            .Concat(report.GetProperty("ignored").EnumerateArray().Select(one => one.GetProperty("path").GetString())).ToList();

        Assert.Equal(paths.Count, paths.Distinct().Count());
        Assert.Equal(Leaves(Toewijzing), paths.Count);
        Assert.All(
            report.GetProperty("rules").EnumerateArray().Where(rule => rule.GetProperty("category").GetString() is not ("-" or "JEUGDHULP_BESCHIKKING")),
            rule => Assert.False(rule.GetProperty("runs").GetBoolean()));
    }

    [Fact]
    public void Paths_of_a_record_in_JSON_count_from_zero_and_only_where_an_array_is()
    {
        var paths = Report(File.ReadAllText(MapRun.Document("School", "Documents", "full.json")), null, "school").GetProperty("used").EnumerateArray().Select(path => path.GetString()!).ToList();

        Assert.Contains(paths, path => path.Contains("[0].", StringComparison.Ordinal));
        Assert.DoesNotContain(paths, path => path.StartsWith('/') || path.Contains('*', StringComparison.Ordinal));
    }

    private static int Leaves(string file) =>
        System.Xml.Linq.XDocument.Load(file).Descendants().Count(element => !element.HasElements)
        + System.Xml.Linq.XDocument.Load(file).Descendants().SelectMany(element => element.Attributes())
            .Count(attribute => !attribute.IsNamespaceDeclaration && attribute.Name.NamespaceName != "http://www.w3.org/2001/XMLSchema-instance");

    private static List<string> Names(JsonElement element) => [.. element.EnumerateObject().Select(member => member.Name)];

    private static JsonElement Report(string document, string? categories, string source = "ijw")
    {
        var file = Path.GetTempFileName();
        try
        {
            MapRun.Of(document, [source, "-", "--report", file, .. categories is null ? Array.Empty<string>() : ["--categories", categories]]);
            return JsonElement.Parse(File.ReadAllBytes(file));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
