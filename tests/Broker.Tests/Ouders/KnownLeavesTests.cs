using Xunit;
using ZioExchange.Broker.Pages.Ouders.Desk;

namespace ZioExchange.Broker.Tests.Ouders;

/// <summary>A long list of facts in parts that a slow phone can load.</summary>
public sealed class KnownLeavesTests
{
    [Fact]
    public void No_fact_is_lost_kinds_stay_together_and_no_leaf_is_longer_than_a_page_may_be()
    {
        var things = Enumerable.Range(0, 100).Select(number => Thing(number % 3 == 0 ? "Goal" : "CarePlan", number.ToString(System.Globalization.CultureInfo.InvariantCulture).PadRight(number * 10))).ToList();

        var leaves = KnownLeaves.Cut(things);

        Assert.Equal(things.Where(thing => thing.Kind == "Goal").Concat(things.Where(thing => thing.Kind == "CarePlan")), leaves.SelectMany(leaf => leaf));
        Assert.All(leaves, leaf => Assert.InRange(leaf.Count, 1, KnownLeaves.MostThings));
        Assert.All(leaves, leaf => Assert.InRange(leaf.Sum(thing => thing.Lines.Sum(line => line.Text.Length)), 0, KnownLeaves.MostSigns));
    }

    [Fact]
    public void A_fact_that_is_longer_than_a_page_stands_alone_and_nothing_gives_no_leaf()
    {
        var (small, much) = (Thing("Goal", "a"), Thing("Goal", new string('b', KnownLeaves.MostSigns + 1)));

        Assert.Equal([[small], [much], [small]], KnownLeaves.Cut([small, much, small]));
        Assert.Empty(KnownLeaves.Cut([]));
    }

    private static KnownThing Thing(string kind, string text) => new(kind, [("note", text)]);
}
