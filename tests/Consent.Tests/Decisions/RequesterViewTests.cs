using Xunit;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Tests.Support;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Tests.Decisions;

public sealed class RequesterViewTests
{
    private static readonly Scene Question = RowScenes.For(ThePolicy.Policy.FindRow("M06")!);

    public static TheoryData<string> Masked =>
    [
        "CONSENT_INCOMPLETE", "CONSENT_REQUIRED_BY_STATUTE", "CONSENT_EXPIRED", "CONSENT_NOT_YET_VALID", "PARENT_REFUSED", "YOUTH_REFUSED", "YOUTH_CONSENT_MISSING", "WITHDRAWN",
        "WITHDRAWN_BY_YOUTH", "GRANTOR_NO_AUTHORITY", "AUTHORITY_UNDETERMINABLE", "AUTHORITY_NONE", "EVIDENCE_INVALID", "RECONFIRM_REQUIRED_SUCCESSOR", "OBJECTION_PENDING", "RECIPIENT_MISMATCH",
        "PURPOSE_MISMATCH", "YOUTH_16_OWN_RIGHTS", "NO_AUTHORITY_ART15", "WRONG_SWV", "WRONG_MUNICIPALITY", "CHILD_NOT_ENROLLED", "MEASURE_NOT_ACTIVE", "CHILD_UNKNOWN",
    ];

    [Theory]
    [MemberData(nameof(Masked))]
    public void What_would_tell_about_a_family_is_masked(string code) =>
        Assert.Equal(RequesterView.ConsentNotAvailable, ReasonCatalogue.Find(code)!.View);

    [Fact]
    public void Never_asked_refused_withdrawn_not_enrolled_and_unknown_are_one_answer()
    {
        var refused = Question.GrantBy("OUDER_B") with { Events = [new(ConsentEventKind.Refused, Scene.Now, new("OUDER_B"), null)] };
        var withdrawn = Question.GrantBy("OUDER_A") with { Events = [new(ConsentEventKind.Withdrawn, Scene.Now, new("OUDER_A"), null)] };
        Decision[] answers =
        [
            Question.Decide(),
            (Question with { Grants = [Question.GrantBy("OUDER_A"), refused] }).Decide(),
            (Question with { Grants = [withdrawn, Question.GrantBy("OUDER_B")] }).Decide(),
            (Question with { School = Question.School with { Enrolled = false } }).Decide(),
            (Question with { Flags = new() { Deceased = true } }).Decide(),
            Decider.Decide(ThePolicy.Policy, PolicyProfile.Strict, Question.Request, null, Scene.Now),
        ];

        var first = answers[0].ForRequester();
        foreach (var answer in answers.Select(answer => answer.ForRequester()))
        {
            Assert.Equal("CONSENT_NOT_AVAILABLE", answer.Reason.Code);
            Assert.Null(answer.Row);
            Assert.Empty(answer.Denied);
            Assert.Equal(["LOG_NEN7513"], answer.Obligations.Select(obligation => obligation.ToString()));
            Assert.Equal(first.Explanation, answer.Explanation);
        }
    }

    [Fact]
    public void Who_must_still_consent_is_told_to_family_and_officer_only()
    {
        var full = (Question with { Grants = [Question.GrantBy("OUDER_A")] }).Decide();

        Assert.Contains(new Obligation("REQUEST_MISSING_CONSENT", "OUDER_B"), full.Obligations);
        Assert.DoesNotContain(full.ForRequester().Obligations, obligation => obligation.About is not null);
    }

    [Fact]
    public void Of_a_partial_answer_each_category_that_the_family_withheld_looks_the_same()
    {
        var wide = Question with { Request = Question.Request with { Categories = [new("ID_BASIS"), new("JEUGDHULP_PLAN"), new("STRAFRECHT")] } };
        var refused = wide.GrantBy("OUDER_B") with { Events = [new(ConsentEventKind.Refused, Scene.Now.AddDays(-1), new("OUDER_B"), [new("JEUGDHULP_PLAN")])] };

        var full = (wide with { Grants = [wide.GrantBy("OUDER_A"), refused] }).Decide();
        var seen = full.ForRequester();

        Assert.Equal(["CONSENT_NOT_AVAILABLE", "CATEGORY_NOT_SUPPORTED"], [seen.Denied[new("JEUGDHULP_PLAN")].Code, seen.Denied[new("STRAFRECHT")].Code]);
        Assert.Equal(("PARENT_REFUSED", "CONSENT_NOT_AVAILABLE"), (full.Reason.Code, seen.Reason.Code));
        Assert.Equal(full.Permitted, seen.Permitted);
        Assert.Empty(seen.RestsOn.Grants);
    }

    [Fact]
    public void A_permit_shows_its_own_reason_and_not_the_grants_it_rests_on()
    {
        var seen = (Question with { Grants = [Question.GrantBy("OUDER_A"), Question.GrantBy("OUDER_B")] }).Decide().ForRequester();

        Assert.Equal((Outcome.Permit, "CONSENT_VALID"), (seen.Outcome, seen.Reason.Code));
        Assert.Empty(seen.RestsOn.Grants);
    }

    [Fact]
    public void A_hidden_log_entry_does_not_show_by_its_being_hidden()
    {
        var question = RowScenes.For(ThePolicy.Policy.FindRow("M32")!) with { Circumstances = new() { DeferredEntries = 1 } };
        var plain = RowScenes.For(ThePolicy.Policy.FindRow("M32")!).Decide().ForRequester();

        var seen = question.Decide().ForRequester();

        Assert.Equal(Outcome.Partial, question.Decide().Outcome);
        Assert.Equal((plain.Outcome, plain.Reason, plain.Explanation), (seen.Outcome, seen.Reason, seen.Explanation));
        Assert.Equal(plain.Obligations, seen.Obligations);
    }

    [Fact]
    public void A_permit_at_release_covers_an_earlier_one_only_in_full()
    {
        var all = Question with { Grants = [Question.GrantBy("OUDER_A"), Question.GrantBy("OUDER_B")] };
        var permit = all.Decide().Permit!;
        var narrowed = all with { Flags = new() { Restricted = [new("JEUGDHULP_PLAN")] } };

        Assert.True(all.Decide().Covers(permit));
        Assert.False(narrowed.Decide().Covers(permit));
        Assert.False(Question.Decide().Covers(permit));
        Assert.Equal([new DataCategory("ID_BASIS")], narrowed.Decide().Permitted);
    }
}
