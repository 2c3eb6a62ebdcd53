using Xunit;
using ZioExchange.Adapters.Tests.Sources.Oso;

namespace ZioExchange.Adapters.Tests.Sources.Aanbieder;

/// <summary>The record of a jeugdhulpaanbieder or zorgaanbieder: nothing forgotten, valid FHIR, one category at a time.</summary>
public sealed class AanbiederRecordTests
{
    private static readonly string[] Held =
    [
        "ID_BASIS", "JEUGDHULP_PLAN", "ZORGPLAN_ZIO", "GEZONDHEID_INSTRUCTIE", "ONDERSTEUNINGSBEHOEFTE", "WLZ_INZET", "WLZ_INDICATIE",
        "GEZONDHEID_DIAGNOSE", "VEILIGHEID", "GEZIN",
    ];

    public static TheoryData<string> Categories => [.. MapRun.Categories];

    [Fact]
    public void A_record_with_every_field_filled_is_mapped_whole_and_valid()
    {
        var run = CategoryContract.Whole("aanbieder", Full());

        FhirContract.Valid(run);
        FhirContract.Linked(run);
    }

    [Theory]
    [MemberData(nameof(Categories))]
    public void One_category_releases_its_own_facts_only(string category) =>
        Assert.Equal(Held.Contains(category), CategoryContract.OnlyItsOwn("aanbieder", Full(), category).Resources.Count > 0);

    [Theory]
    [MemberData(nameof(Categories))]
    public void Without_a_category_nothing_of_it_leaves(string category) => CategoryContract.NothingOf(category, "aanbieder", Full());

    [Fact]
    public void The_treatment_file_never_travels() => CategoryContract.NothingThatNeverTravels("aanbieder", Full());

    [Fact]
    public void C07_the_BSN_leaves_with_the_child_under_its_own_category_only()
    {
        Assert.Contains("999990019", Map(JsonRecord.Full("Aanbieder"), "ID_BASIS,BSN").Json);
        Assert.DoesNotContain("999990019", Map(JsonRecord.Full("Aanbieder"), "ID_BASIS,JEUGDHULP_PLAN").Json);
        Assert.DoesNotContain("999990019", Map(JsonRecord.Full("Aanbieder"), "BSN").Json);
    }

    [Fact]
    public void C07_a_BSN_that_fails_the_elfproef_is_an_issue_and_is_not_repeated()
    {
        var run = Map(JsonRecord.Full("Aanbieder").With("subject/identifier/value", "123456789"));

        Assert.Contains("INVALID_BSN", run.IssueCodes);
        Assert.DoesNotContain("123456789", run.Json);
        Assert.DoesNotContain(run.Issues, issue => issue.Value.Contains("123456789", StringComparison.Ordinal));
    }

    [Fact]
    public void C10_the_right_the_order_the_plan_and_the_delivery_stand_apart()
    {
        var run = Map(JsonRecord.Full("Aanbieder"));

        Assert.Single(run.All("Coverage"));
        Assert.Empty(run.All("ServiceRequest"));
        Assert.Equal(2, run.All("EpisodeOfCare").Count());
        Assert.Equal(["jeugdhulpplan", "medisch-handelen", "zorg-in-onderwijstijd"], run.All("CarePlan").Select(plan => plan.At("category.0.coding.0.code")!).Distinct().Order());
    }

    [Fact]
    public void C13_hours_of_Wlz_care_a_week_are_exact_minutes()
    {
        var record = JsonRecord.Full("Aanbieder").With("wlzLevering/0/urenPerWeek", 1.5);
        var volume = Map(record, "WLZ_INZET").All("EpisodeOfCare").First().Get("extension")[0].Get("extension").EnumerateArray().ToList();

        Assert.Equal(90m, decimal.Parse(volume.Single(part => part.At("url") == "minutesPerWeek").At("valueDecimal")!, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("exact", volume.Single(part => part.At("url") == "convertible").At("valueCode"));
    }

    [Fact]
    public void C28_a_care_profile_is_a_code_of_the_list_or_an_issue()
    {
        var known = Map(JsonRecord.Full("Aanbieder").With("wlzIndicatie/zorgprofiel", "808"), "WLZ_INDICATIE");
        var unknown = Map(JsonRecord.Full("Aanbieder").With("wlzIndicatie/zorgprofiel", "000"), "WLZ_INDICATIE");

        Assert.Equal("808", known.Only("Coverage").At("class.0.value"));
        Assert.Equal("5VG", known.Only("Coverage").At("class.0._value.extension.0.valueCoding.display"));
        Assert.Contains("UNKNOWN_CODE", unknown.IssueCodes);
        Assert.Null(unknown.Only("Coverage").At("class.0.value"));
    }

    [Fact]
    public void C21_a_diagnosis_keeps_the_words_and_the_code_of_the_provider()
    {
        var diagnosis = Map(JsonRecord.Full("Aanbieder").With("diagnoses/0/code", "F84.0").With("diagnoses/0/naam", "Autisme"), "GEZONDHEID_DIAGNOSE").All("Condition").First();

        Assert.Equal("Autisme", diagnosis.At("code.text"));
        Assert.Equal("F84.0", diagnosis.At("code.coding.0.code"));
        Assert.StartsWith("https://zioexchange.nl/fhir/CodeSystem/aanbieder-diagnose/", diagnosis.At("code.coding.0.system"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_moment_that_lapsed_says_who_cancelled_and_never_why()
    {
        var run = Map(JsonRecord.Full("Aanbieder").With("zorgInOnderwijstijd/uitvoering/0/status", "vervallen").With("zorgInOnderwijstijd/uitvoering/0/vervallenDoor", "kind"), "ZORGPLAN_ZIO");
        var first = run.All("Observation").First();

        Assert.Equal("vervallen", first.At("valueCodeableConcept.coding.0.code"));
        Assert.Equal("kind", first.At("component.0.valueCodeableConcept.coding.0.code"));
    }

    [Theory]
    [InlineData("2026-12-31", "2027-06-01", "finished")]
    [InlineData("2026-12-31", "2026-12-31", "active")]
    [InlineData("2026-12-31", null, "active")]
    public void C11_the_last_day_of_a_delivery_is_inclusive(string end, string? now, string status)
    {
        var record = JsonRecord.Full("Aanbieder").With("wlzLevering/0/einde", end).ToString();

        Assert.Equal(status, MapRun.Of("aanbieder", record, "WLZ_INZET", now).All("EpisodeOfCare").First().At("status"));
    }

    [Theory]
    [InlineData("version", "3.0")]
    [InlineData("soortAanbieder", null)]
    [InlineData("plan/status", null)]
    public void Another_version_or_a_missing_field_is_refused(string path, string? value)
    {
        var record = value is null ? JsonRecord.Full("Aanbieder").Without(path) : JsonRecord.Full("Aanbieder").With(path, value);

        Assert.True(Map(record).IsRefused);
    }

    private static string Full() => JsonRecord.Full("Aanbieder").ToString();

    private static MapRun Map(JsonRecord record, string? categories = null) => MapRun.Of("aanbieder", record.ToString(), categories);
}
