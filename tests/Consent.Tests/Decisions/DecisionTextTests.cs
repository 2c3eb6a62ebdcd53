using Xunit;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Tests.Support;

namespace ZioExchange.Consent.Tests.Decisions;

public sealed class DecisionTextTests
{
    private static readonly Scene Asked = RowScenes.For(ThePolicy.Policy.FindRow("M06")!);

    [Fact]
    public void A_partial_answer_says_what_was_withheld_by_its_reason_and_names_the_articles_of_the_row()
    {
        var scene = Asked with
        {
            Request = Asked.Request with { Categories = [new("STRAFRECHT"), new("JEUGDHULP_PLAN"), new("ID_BASIS"), new("JEUGDHULP_DOSSIER")] },
            Flags = new() { Restricted = [new("JEUGDHULP_PLAN")] },
        };

        var decision = (scene with { Grants = [Asked.GrantBy("OUDER_A"), Asked.GrantBy("OUDER_B")] }).Decide();

        Assert.Equal(Outcome.Partial, decision.Outcome);
        Assert.Equal("RESTRICTED", decision.Reason.Code);
        var unsupported = ReasonCatalogue.Find("CATEGORY_NOT_SUPPORTED")!;
        const string Articles = "Jeugdwet 7.3.11(1),(2),7.3.15; AVG 6(1)(a),9(2)(a); UAVG 5";
        Assert.Equal($"{decision.Reason.Nl} Niet gedeeld: JEUGDHULP_DOSSIER, STRAFRECHT. {unsupported.Nl} Niet gedeeld: JEUGDHULP_PLAN. Dit staat in: {Articles}.", decision.Explanation.Nl);
        Assert.Equal($"{decision.Reason.En} Not shared: JEUGDHULP_DOSSIER, STRAFRECHT. {unsupported.En} Not shared: JEUGDHULP_PLAN. Source: {Articles}.", decision.Explanation.En);
    }

    [Fact]
    public void A_refusal_lists_nothing_and_one_that_reached_no_row_names_its_own_source()
    {
        var refused = Asked.Decide();
        var unknown = (Asked with { Request = Asked.Request with { Purpose = new("ALGEMEEN") } }).Decide();

        Assert.NotEmpty(refused.Denied);
        Assert.DoesNotContain("Niet gedeeld", refused.Explanation.Nl, StringComparison.Ordinal);
        Assert.Equal($"{unknown.Reason.Nl} Dit staat in: AVG art. 5 lid 1 (b).", unknown.Explanation.Nl);
        Assert.Equal($"{unknown.Reason.En} Source: AVG art. 5 lid 1 (b).", unknown.Explanation.En);
    }
}
