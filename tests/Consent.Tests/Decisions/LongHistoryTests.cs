using Xunit;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Tests.Support;

namespace ZioExchange.Consent.Tests.Decisions;

/// <summary>Two parents who say yes and no many times: for each the last word counts, and a tie is a no (R-WD-5, R-WD-6).</summary>
public sealed class LongHistoryTests
{
    private static readonly Scene Question = RowScenes.For(ThePolicy.Policy.FindRow("M06")!);

    [Fact]
    public void After_any_history_of_yes_and_no_the_last_word_of_each_parent_counts()
    {
        var opened = 0;
        for (var seed = 0; seed < 600; seed++)
        {
            var random = new Random(seed);
            var grants = Enumerable.Range(0, random.Next(2, 30)).Select(n => History(random, n)).ToList();
            var expected = new[] { "OUDER_A", "OUDER_B" }.All(parent => LastWordIsYes(grants, parent));

            var outcome = (Question with { Grants = grants }).Decide().Outcome;

            Assert.True(expected == (outcome is Outcome.Permit), $"seed {seed}: {outcome}");
            opened += expected ? 1 : 0;
        }

        Assert.InRange(opened, 60, 540);
    }

    [Fact]
    public void A_yes_after_thousands_that_were_taken_back_still_opens_and_one_more_no_still_closes()
    {
        var taken = Enumerable.Range(0, 5000).Select(n => Given("OUDER_A", $"g{n}", 9000 - n) with { Events = [Said("OUDER_A", 8999 - n)] }).ToList();
        ConsentGrant[] anew = [Given("OUDER_A", "anew", 10), Given("OUDER_B", "other", 10)];

        Assert.Equal(Outcome.Deny, (Question with { Grants = [.. taken, anew[1]] }).Decide().Outcome);
        Assert.Equal(Outcome.Permit, (Question with { Grants = [.. taken, .. anew] }).Decide().Outcome);
        Assert.Equal(Outcome.Deny, (Question with { Grants = [.. taken, anew[0] with { Events = [Said("OUDER_A", 0)] }, anew[1]] }).Decide().Outcome);
    }

    private static ConsentGrant History(Random random, int n)
    {
        var grant = Given(Parent(random), $"g{n}", random.Next(0, 12));
        return grant with { Events = [.. Enumerable.Range(0, random.Next(0, 3)).Select(_ => Said(Parent(random), random.Next(0, 30)))] };
    }

    private static bool LastWordIsYes(List<ConsentGrant> grants, string parent) =>
        grants.Any(grant => grant.GrantedBy.Value == parent && grants.SelectMany(carrier => carrier.Events).All(said => said.By.Value != parent || said.At < grant.GivenAt));

    private static string Parent(Random random) => random.Next(2) == 0 ? "OUDER_A" : "OUDER_B";

    private static ConsentGrant Given(string parent, string id, int minutesAgo) => Question.GrantBy(parent) with { Id = id, GivenAt = Scene.Now.AddMinutes(-minutesAgo) };

    private static ConsentEvent Said(string parent, int minutesAgo) => new(ConsentEventKind.Withdrawn, Scene.Now.AddMinutes(-minutesAgo), new(parent), null);
}
