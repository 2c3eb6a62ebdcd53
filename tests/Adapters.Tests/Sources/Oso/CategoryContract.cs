using System.Text.RegularExpressions;
using Xunit;

namespace ZioExchange.Adapters.Tests.Sources.Oso;

/// <summary>What holds for every table: a category releases its own facts and nothing of another.</summary>
/// <remarks>In our own documents every free text names the category of its fact (law/CATEGORIES.md), and NOOIT when it may never leave.</remarks>
internal static partial class CategoryContract
{
    /// <summary>Fails when one category alone releases a text of another, or a resource labelled with another.</summary>
    public static MapRun OnlyItsOwn(string source, string document, string category)
    {
        var run = MapRun.Of(source, document, category);

        Assert.False(run.IsRefused);
        Assert.All(Marks(run), mark => Assert.Equal(category, mark));
        Assert.All(run.Resources, resource => Assert.Equal(
            [category],
            resource.Get("meta").Get("security").EnumerateArray().Select(label => label.At("code")!).Where(code => code != "R")));
        if (category != "ID_BASIS")
        {
            Assert.Empty(run.All("Patient"));
        }

        return run;
    }

    /// <summary>Fails when anything of a category leaves while every other category is permitted.</summary>
    public static void NothingOf(string category, string source, string document)
    {
        var run = MapRun.Of(source, document, string.Join(',', MapRun.Categories.Where(other => other != category)));

        Assert.DoesNotContain(category, Marks(run));
        Assert.DoesNotContain(run.Resources, resource =>
            resource.Get("meta").Get("security").EnumerateArray().Any(label => label.At("code") == category));
    }

    /// <summary>Fails when what may never leave leaves with everything permitted.</summary>
    public static void NothingThatNeverTravels(string source, string document) =>
        Assert.DoesNotContain("NOOIT", Marks(MapRun.Of(source, document)));

    /// <summary>Fails unless the whole document is mapped or left out with a reason, without an issue.</summary>
    public static MapRun Whole(string source, string document)
    {
        var run = MapRun.Of(source, document);

        Assert.False(run.IsRefused);
        Assert.Empty(run.Issues);
        Assert.Empty(run.Forgotten);
        Assert.Empty(run.RequiredMissing);
        Assert.All(run.Ignored, ignored => Assert.NotEmpty(ignored.Why));
        return run;
    }

    private static IEnumerable<string> Marks(MapRun run) => Mark().Matches(run.Json).Select(match => match.Groups[1].Value).Distinct();

    [GeneratedRegex(@"\b([A-Z]+(?:_[A-Z]+)*)-\d")]
    private static partial Regex Mark();
}
