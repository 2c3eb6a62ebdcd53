using Xunit;
using ZioExchange.Adapters.Tests.Sources.Oso;

namespace ZioExchange.Adapters.Tests.Sources.School;

/// <summary>The school's own record: nothing forgotten, valid FHIR, one category at a time.</summary>
public sealed class SchoolRecordTests
{
    private static readonly string[] Held =
    [
        "ID_BASIS", "SCHOOL_BASIS", "ROOSTER_AANWEZIGHEID", "VERZUIM", "OPP_KERN", "OPP_BEGELEIDING", "ONDERSTEUNINGSBEHOEFTE",
        "ZORGPLAN_ZIO", "GEZONDHEID_INSTRUCTIE", "CONTACT", "GEZIN",
    ];

    public static TheoryData<string> Categories => [.. MapRun.Categories];

    [Fact]
    public void A_record_with_every_field_filled_is_mapped_whole_and_valid()
    {
        var run = CategoryContract.Whole("school", Full());

        Assert.Equal("school-record", run.Dialect);
        FhirContract.Valid(run);
        FhirContract.Linked(run);
    }

    [Theory]
    [MemberData(nameof(Categories))]
    public void One_category_releases_its_own_facts_only(string category) =>
        Assert.Equal(Held.Contains(category), CategoryContract.OnlyItsOwn("school", Full(), category).Resources.Count > 0);

    [Theory]
    [MemberData(nameof(Categories))]
    public void Without_a_category_nothing_of_it_leaves(string category) => CategoryContract.NothingOf(category, "school", Full());

    [Fact]
    public void The_medical_reason_of_absence_never_travels() => CategoryContract.NothingThatNeverTravels("school", Full());

    [Theory]
    [InlineData("2026-11-19", "completed")]
    [InlineData("2026-11-20", "active")]
    public void What_ended_before_the_day_on_which_the_record_was_made_is_over(string end, string status)
    {
        var run = Map(JsonRecord.Full("School").With("rooster/begin", "2026-08-31").With("rooster/einde", end).With("vastgelegdOp", "2026-11-19T23:30:00Z"));

        Assert.Equal(status, run.One("CarePlan", item => item.At("category.0.coding.0.code") == "rooster").At("status"));
    }

    [Fact]
    public void The_goals_of_an_OPP_are_linked_to_it_and_keep_their_result()
    {
        var run = Map(JsonRecord.Full("School").With("opp/doelen/0/status", "niet-bereikt"));
        var plan = run.One("CarePlan", item => item.At("category.0.coding.0.code") == "opp");
        var goal = run.One("Goal", item => item.At("achievementStatus.coding.0.code") == "not-achieved");

        Assert.Contains(plan.Get("goal").EnumerateArray(), link => link.At("reference") == $"Goal/{goal.At("id")}");
        Assert.Equal("completed", goal.At("lifecycleStatus"));
        Assert.Equal("niet-bereikt", goal.At("achievementStatus.coding.1.code"));
    }

    [Fact]
    public void C05_instemming_with_the_handelingsdeel_is_no_Consent()
    {
        var run = Map(JsonRecord.Full("School").With("opp/handelingsdeel/0/instemming", "2026-01-15"), "OPP_BEGELEIDING");
        var measure = run.All("CarePlan").First();

        Assert.Equal("2026-01-15", measure.Extension("parents-agreed-on", "valueDate"));
        Assert.Null(measure.At("partOf"));
        Assert.Empty(run.All("Consent"));
    }

    [Theory]
    [InlineData("VO", "uur", "lesuur")]
    [InlineData("VSO", "uur", "lesuur")]
    [InlineData("SO", "uur", "h")]
    [InlineData("SO", "dagdeel", "dagdeel-school")]
    public void C15_and_C42_absence_keeps_the_unit_of_the_kind_of_school(string kind, string unit, string code)
    {
        var record = JsonRecord.Full("School").With("inschrijving/schoolsoort", kind).With("verzuim/0/eenheid", unit);

        Assert.Equal(code, Map(record, "VERZUIM").All("Observation").First().At("valueQuantity.code"));
    }

    [Theory]
    [InlineData("INSTELLING_C1")]
    [InlineData("INSTELLING_C2")]
    public void C15_an_hour_of_a_school_of_which_the_kind_says_nothing_is_not_guessed(string kind)
    {
        var run = Map(JsonRecord.Full("School").With("verzuim/0/eenheid", "uur").With("inschrijving/schoolsoort", kind), "VERZUIM");

        Assert.Contains("AMBIGUOUS_UNIT", run.IssueCodes);
        Assert.Null(run.All("Observation").First().At("valueQuantity.code"));
        Assert.Equal("unknown", run.All("Observation").First().At("valueQuantity.extension.0.valueCode"));
    }

    [Fact]
    public void C36_a_period_of_absence_is_another_fact_than_a_count_over_twelve_months()
    {
        var absence = Map(JsonRecord.Full("School"), "VERZUIM").All("Observation").First();

        Assert.Equal("verzuimperiode", absence.At("code.coding.0.code"));
        Assert.NotNull(absence.At("effectivePeriod.start"));
    }

    [Fact]
    public void The_weekday_and_the_hours_of_care_are_told()
    {
        var plan = Map(JsonRecord.Full("School").With("zorgInOnderwijstijd/momenten/0/weekdag", "wo"), "ZORGPLAN_ZIO").Only("CarePlan");

        Assert.Equal("wed", plan.At("activity.0.detail.scheduledTiming.repeat.dayOfWeek.0"));
        Assert.Equal("09:15-10:00", plan.At("activity.0.detail.scheduledTiming.code.text"));
    }

    [Fact]
    public void C07_a_number_of_law_in_the_place_of_the_own_number_does_not_leave()
    {
        var record = JsonRecord.Full("School").With("subject/identifier/system", "http://fhir.nl/fhir/NamingSystem/bsn").With("subject/identifier/value", "999990019");

        Assert.DoesNotContain("999990019", Map(record).Json);
    }

    [Fact]
    public void C26_a_dummy_is_no_telephone_number()
    {
        var run = Map(JsonRecord.Full("School").With("noodcontact/0/telefoon", "9999999999"), "CONTACT");

        Assert.DoesNotContain("9999999999", run.Json);
        Assert.Null(run.All("RelatedPerson").First().At("telecom"));
        Assert.NotNull(run.All("RelatedPerson").Last().At("telecom"));
    }

    [Theory]
    [InlineData("version", "2.0")]
    [InlineData("format", "zioexchange-swv")]
    public void Another_version_or_format_is_refused(string field, string value) => Assert.True(Map(JsonRecord.Full("School").With(field, value)).IsRefused);

    [Theory]
    [InlineData("subject")]
    [InlineData("opp/begin")]
    [InlineData("verzuim/0/soort")]
    [InlineData("rooster/begin")]
    public void A_record_without_an_obligatory_field_is_refused(string path) => Assert.True(Map(JsonRecord.Full("School").Without(path)).IsRefused);

    [Theory]
    [InlineData("verzuim/0/soort", "ziek", "UNKNOWN_CODE")]
    [InlineData("opp/begin", "2026-02-30", "INVALID_DATE")]
    [InlineData("opp/einde", "2001-01-01", "END_BEFORE_START")]
    [InlineData("opp/uitstroombestemming/profiel", "4", "UNKNOWN_CODE")]
    [InlineData("aanwezigheid/0/status", "Aanwezig", "UNKNOWN_CODE")]
    public void A_value_that_cannot_be_is_an_issue(string path, string value, string code)
    {
        var run = Map(JsonRecord.Full("School").With(path, value));

        Assert.Contains(code, run.IssueCodes);
        FhirContract.Valid(run);
    }

    private static string Full() => JsonRecord.Full("School").ToString();

    private static MapRun Map(JsonRecord record, string? categories = null) => MapRun.Of("school", record.ToString(), categories);
}
