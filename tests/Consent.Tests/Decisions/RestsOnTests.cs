using Xunit;
using ZioExchange.Consent.Tests.Support;

namespace ZioExchange.Consent.Tests.Decisions;

public sealed class RestsOnTests
{
    [Fact]
    public void A_decision_names_every_grant_that_carries_it()
    {
        var asked = RowScenes.For(ThePolicy.Policy.FindRow("M06")!);

        var decision = (asked with { Grants = [asked.GrantBy("OUDER_A"), asked.GrantBy("OUDER_B")] }).Decide();

        Assert.Equal(["by-OUDER_A", "by-OUDER_B"], decision.RestsOn.Grants);
    }
}
