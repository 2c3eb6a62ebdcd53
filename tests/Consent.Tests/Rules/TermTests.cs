using Xunit;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Grants;

namespace ZioExchange.Consent.Tests.Rules;

/// <summary>The terms that pages, register and decisions share, at their edges.</summary>
public sealed class TermTests
{
    [Theory]
    [InlineData(true, "school", null, "school", true)]
    [InlineData(false, "school", null, "school", false)]
    [InlineData(false, "school", "school", "school", true)]
    [InlineData(true, "other", "school", "school", true)]
    [InlineData(true, "other", null, "school", false)]
    public void A_school_has_a_child_that_is_enrolled_or_registered_there(bool enrolled, string at, string? registeredAt, string asked, bool has) =>
        Assert.Equal(has, new SchoolPlacement(new(at), SchoolKind.So, enrolled, registeredAt is null ? null : new(registeredAt), null).IsWith(new(asked)));

    [Theory]
    [InlineData("2026-11-24", "2027-11-24")]
    [InlineData("2028-02-29", "2029-02-28")]
    public void A_yes_lasts_twelve_months_at_most(string saidOn, string lastDay) =>
        Assert.Equal(Day(lastDay), GrantTerm.LastDay(Day(saidOn)));

    [Theory]
    [InlineData("2014-11-24", "2026-11-23", false)]
    [InlineData("2014-11-24", "2026-11-24", true)]
    public void A_child_has_a_say_from_its_twelfth_birthday(string born, string day, bool has) => Assert.Equal(has, OwnVoice.IsHadOn(Day(day), Day(born)));

    [Theory]
    [InlineData("2023-11-24", "2026-11-24", false)]
    [InlineData("2023-11-24", "2026-11-25", true)]
    [InlineData("9998-01-01", "9999-12-31", false)]
    public void An_assessment_can_be_asked_for_three_years_after_it_closed(string closed, string day, bool over) => Assert.Equal(over, AssessmentTerm.HasRunOut(Day(closed), Day(day)));

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
