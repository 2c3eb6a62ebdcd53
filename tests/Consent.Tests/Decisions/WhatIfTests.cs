using Xunit;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Tests.Support;

namespace ZioExchange.Consent.Tests.Decisions;

public sealed class WhatIfTests
{
    private static readonly Scene Asked = RowScenes.For(ThePolicy.Policy.FindRow("M06")!);

    [Fact]
    public void Drafted_grants_are_weighed_beside_the_ones_that_are_there()
    {
        var scene = Asked with { Grants = [Asked.GrantBy("OUDER_A")] };

        var answer = Ask(scene, [Asked.GrantBy("OUDER_B")]);

        Assert.True(answer.Changes);
        Assert.Equal((Outcome.Deny, Outcome.Permit), (answer.Now.Outcome, answer.Then.Outcome));
        Assert.Equal(answer.Then.Permitted, answer.Gained);
        Assert.Empty(answer.Lost);
        Assert.Single(scene.Grants);
    }

    [Fact]
    public void A_draft_with_the_id_of_a_grant_takes_its_place()
    {
        var (one, other) = (Asked.GrantBy("OUDER_A"), Asked.GrantBy("OUDER_B"));
        var scene = Asked with { Grants = [one, other] };

        var answer = Ask(scene, [one with { ValidThrough = new(2026, 1, 1) }]);

        Assert.Equal((Outcome.Permit, Outcome.Deny), (answer.Now.Outcome, answer.Then.Outcome));
        Assert.Equal(answer.Now.Permitted, answer.Lost);
        Assert.Empty(answer.Gained);
    }

    [Fact]
    public void A_draft_that_touches_nothing_changes_nothing()
    {
        var scene = Asked with { Grants = [Asked.GrantBy("OUDER_A"), Asked.GrantBy("OUDER_B")] };

        Assert.False(Ask(scene, []).Changes);
        Assert.False(Ask(scene, [Asked.GrantBy("OUDER_A") with { Id = "elsewhere", Purpose = new("WLZ_ZIO") }]).Changes);
    }

    [Fact]
    public void Another_reason_for_the_same_refusal_is_a_change()
    {
        var expired = Asked.GrantBy("OUDER_A") with { ValidThrough = new(2026, 1, 1) };

        var answer = Ask(Asked, [expired, expired with { Id = "b", GrantedBy = new("OUDER_B") }]);

        Assert.Equal(answer.Now.Outcome, answer.Then.Outcome);
        Assert.True(answer.Changes);
    }

    [Fact]
    public void A_drafted_policy_answers_for_what_would_be_and_the_present_one_for_what_is()
    {
        var scene = RowScenes.For(ThePolicy.Policy.FindRow("M05")!);
        var draft = Policy.Parse(ThePolicy.Texts with { Matrix = ThePolicy.Texts.Matrix.Replace("\"roles\": [\"LEERKRACHT\"]", "\"roles\": [\"MENTOR\"]", StringComparison.Ordinal) });

        var answer = WhatIf.Ask(ThePolicy.Policy, PolicyProfile.Strict, scene.Request, scene.Facts, Scene.Now, draft, []);

        Assert.Equal((Outcome.Permit, Outcome.Deny), (answer.Now.Outcome, answer.Then.Outcome));
    }

    private static WhatIfAnswer Ask(Scene scene, IReadOnlyList<Consent.Grants.ConsentGrant> drafts) =>
        WhatIf.Ask(ThePolicy.Policy, PolicyProfile.Strict, scene.Request, scene.Facts, Scene.Now, null, drafts);
}
