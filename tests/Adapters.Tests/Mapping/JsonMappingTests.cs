using Xunit;
using ZioExchange.Adapters.Mapping;

namespace ZioExchange.Adapters.Tests.Mapping;

public sealed class JsonMappingTests
{
    private static readonly MappingCatalogue Catalogue = Samples.Load(JsonSample.Table);

    [Fact]
    public void Goals_are_linked_to_their_plan_and_know_what_stands_behind_them()
    {
        var resources = Samples.Resources(Samples.Preview(Catalogue, JsonSample.Document));
        var goals = resources.Where(one => one.GetProperty("resourceType").GetString() == "Goal").ToList();
        var plan = resources.Single(one => one.GetProperty("resourceType").GetString() == "CarePlan");

        Assert.Equal(goals.Select(goal => $"Goal/{goal.GetProperty("id").GetString()}"), plan.GetProperty("goal").EnumerateArray().Select(goal => goal.GetProperty("reference").GetString()));
        Assert.Equal("De Boom: Ria", goals[0].GetProperty("target")[0].GetProperty("extension")[0].GetProperty("valueString").GetString());
        Assert.Equal("toets", goals[0].GetProperty("target")[1].GetProperty("detailString").GetString());
        Assert.False(goals[1].TryGetProperty("target", out _));
    }

    [Fact]
    public void A_link_to_what_is_not_permitted_is_not_written()
    {
        var resources = Samples.Resources(Samples.Preview(Catalogue, JsonSample.Document, new PreviewRequest(["OPP_BEGELEIDING"])));

        var goal = Assert.Single(resources);
        Assert.Equal(["OPP_BEGELEIDING"], goal.GetProperty("meta").GetProperty("security").EnumerateArray().Select(label => label.GetProperty("code").GetString()));
        Assert.Equal("masked", goal.GetProperty("description").GetProperty("extension")[0].GetProperty("valueCode").GetString());
        Assert.Equal("masked", goal.GetProperty("subject").GetProperty("extension")[0].GetProperty("valueCode").GetString());
    }

    [Fact]
    public void Every_leaf_is_used_ignored_or_forgotten()
    {
        var report = Samples.Preview(Catalogue, JsonSample.Document, new PreviewRequest(["OPP_KERN"], null, WithReport: true)).Report!;

        Assert.Equal(["plan.nieuw"], report.Forgotten);
        Assert.Equal(["soort", "versie", "plan.doelen[0].titel", "plan.doelen[1].titel", "plan.start", "plan.eind"], report.Used);
        Assert.Contains(report.Ignored, one => one.Path == "bijlage.inhoud" && one.Why == "a file");
        Assert.Contains(report.Ignored, one => one.Path == "plan.doelen[0].acties[1].wie" && one.Why.Contains("OPP_BEGELEIDING", StringComparison.Ordinal));
        Assert.False(report.Rules.Single(rule => rule.Id == "P-08").Runs);
        Assert.Equal(3, report.RequiredFilled);
        Assert.Empty(report.RequiredMissing);
    }

    [Fact]
    public void A_required_value_that_is_missing_is_an_issue_and_said_in_the_output()
    {
        var dossier = Samples.Preview(Catalogue, JsonSample.Document.Replace("\"titel\":\"Rekenen\"", "\"titel\":null", StringComparison.Ordinal), new PreviewRequest(null, null, WithReport: true));

        var issue = Assert.Single(dossier.Issues);
        Assert.Equal(("P-05", IssueCode.RequiredMissing, "plan.doelen[1].titel"), (issue.Rule, issue.Code, issue.Path));
        Assert.Equal(["P-05"], dossier.Report!.RequiredMissing);
    }
}
