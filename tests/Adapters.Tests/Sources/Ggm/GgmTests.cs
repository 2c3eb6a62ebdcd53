using Xunit;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Tests.Sources.Ijw;

namespace ZioExchange.Adapters.Tests.Sources.Ggm;

/// <summary>The gemeente's own data model as a second dialect.</summary>
public sealed class GgmTests
{
    private static readonly string Document = SourceTables.Fixture("Ggm/ggm-full.json");

    [Fact]
    public void C13_stuks_merges_two_units_and_is_not_guessed()
    {
        var bundle = SourceTables.Map("ggm", Document);
        var order = bundle.Identified("ServiceRequest", "4712");

        Assert.Equal(["AMBIGUOUS_UNIT"], bundle.Codes);
        Assert.Equal("unknown", MappedBundle.Value(order, "extension:care-volume.extension:data-absent-reason.valueCode"));
        Assert.DoesNotContain("stuks-", order.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void C13_a_volume_per_four_weeks_is_neither_a_week_nor_a_month()
    {
        var bundle = SourceTables.Map("ggm", Document.Replace("\"omvang\": 90, \"commentaar\"", "\"omvang\": 360, \"commentaar\"", StringComparison.Ordinal)
            .Replace("\"frequentie\": \"Per week\", \"datumAanschaf\"", "\"frequentie\": \"Per 4 weken\", \"datumAanschaf\"", StringComparison.Ordinal));
        var order = bundle.Identified("ServiceRequest", "4711");

        Assert.Equal(("360", "4", "wk"), (Value(order, "numerator.value"), Value(order, "denominator.value"), Value(order, "denominator.code")));
        Assert.Equal("90.0", MappedBundle.Value(order, "extension:care-volume.extension:minutesPerWeek.valueDecimal"));
        Assert.Equal("estimated", MappedBundle.Value(order, "extension:care-volume.extension:convertible.valueCode"));

        static string? Value(System.Text.Json.JsonElement order, string path) => MappedBundle.Value(order, "quantityRatio." + path);
    }

    [Fact]
    public void C16_euros_are_euros_and_not_cents() =>
        Assert.Equal("200", MappedBundle.Value(SourceTables.Map("ggm", Document).Identified("ServiceRequest", "4713"), "quantityRatio.numerator.value"));

    [Fact]
    public void C31_a_reason_without_leading_zero_is_the_same_reason() =>
        Assert.Equal("04", MappedBundle.Value(SourceTables.Map("ggm", Document).Identified("ServiceRequest", "4711"), "extension:reden-wijziging.valueCodeableConcept.coding.0.code"));

    [Fact]
    public void Pseudo_deletes_and_help_under_another_law_are_left_out()
    {
        var text = SourceTables.Map("ggm", Document).Text;

        Assert.DoesNotContain("\"4714\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"4715\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void C11_stop_end_and_original_end_are_three_dates()
    {
        var bundle = SourceTables.Map("ggm", Document);

        Assert.Equal("2026-06-30", MappedBundle.Value(bundle.One("EpisodeOfCare"), "period.end"));
        Assert.Equal("finished", MappedBundle.Value(bundle.One("EpisodeOfCare"), "status"));
        Assert.Equal("2026-12-31", MappedBundle.Value(bundle.Identified("ServiceRequest", "4711"), "occurrencePeriod.end"));
        Assert.Equal("2026-12-31", MappedBundle.Value(bundle.Identified("Coverage", "B-1"), "class.0.extension:oorspronkelijk-einde.valueDate"));
        Assert.Equal("2026-06-30", MappedBundle.Value(bundle.Identified("Coverage", "B-1"), "class.0.extension:geldigheid.valuePeriod.end"));
    }

    [Fact]
    public void C33_the_day_of_the_decision_is_never_taken_for_the_first_day_of_validity()
    {
        var bundle = SourceTables.Map("ggm", Document.Replace("\"datumStartToewijzing\": \"2026-01-01\", \"datumEindeToewijzing\": \"2026-12-31\"", "\"datumStartToewijzing\": null", StringComparison.Ordinal));
        var order = bundle.Identified("ServiceRequest", "4711");

        Assert.Equal("2025-12-15", MappedBundle.Value(order, "authoredOn"));
        Assert.Null(MappedBundle.Value(order, "occurrencePeriod.start"));
        Assert.Equal("unknown", MappedBundle.Value(order, "occurrencePeriod._start.extension:data-absent-reason.valueCode"));
        Assert.Contains("REQUIRED_MISSING", bundle.Codes);
    }

    [Fact]
    public void C29_and_C36_an_absence_is_an_event_with_a_period()
    {
        var absence = SourceTables.Only("ggm", Document, "VERZUIM").One("Observation");

        Assert.Equal("2026-03-02", MappedBundle.Value(absence, "effectivePeriod.start"));
        Assert.Empty(SourceTables.Only("ggm", Document, "JEUGDHULP_BESCHIKKING", "ID_BASIS").All("Observation"));
    }

    [Theory]
    [InlineData("48A03")]
    [InlineData("37A01")]
    [InlineData("47A01")]
    [InlineData("ZZ001")]
    public void A_product_code_without_category_may_tell_of_a_measure_or_a_crime_and_is_no_youth_care_or_safety_fact(string code)
    {
        var document = Document.Replace("45A12", code, StringComparison.Ordinal).Replace("\"VZ-1\"", $"\"{code}\"", StringComparison.Ordinal);
        var bundle = SourceTables.Only("ggm", document, [.. SourceTables.Categories.Where(category => category != "STRAFRECHT")]);

        Assert.DoesNotContain(code, bundle.Text, StringComparison.Ordinal);
        Assert.Equal("masked", MappedBundle.Value(bundle.Identified("Coverage", "B-1"), "class.0._value.extension.0.valueCode"));
        Assert.Equal("90", MappedBundle.Value(bundle.Identified("ServiceRequest", "4711"), "quantityRatio.numerator.value"));
    }

    [Theory]
    [InlineData("4", "2026-12-31", "active")]
    [InlineData("04", "2027-01-01", "completed")]
    [InlineData("7", "2026-12-31", "active")]
    [InlineData("07", "2027-01-01", "revoked")]
    [InlineData("13", "2026-06-01", "entered-in-error")]
    public void C11_an_assignment_runs_until_its_end_whatever_changed_it(string reason, string now, string status)
    {
        var document = Document.Replace("\"redenWijziging\": 4,", $"\"redenWijziging\": \"{reason}\",", StringComparison.Ordinal);
        var bundle = SourceTables.Map("ggm", document, new PreviewRequest(Now: DateOnly.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));

        Assert.Equal(status, MappedBundle.Value(bundle.Identified("ServiceRequest", "4711"), "status"));
    }

    [Fact]
    public void A_gemeente_that_is_written_as_a_number_is_the_same_gemeente()
    {
        var number = SourceTables.Map("ggm", Document.Replace("\"0344\"", "344", StringComparison.Ordinal));

        Assert.Equal(["AMBIGUOUS_UNIT"], number.Codes);
        Assert.Equal("0344", MappedBundle.Value(number.Identified("ServiceRequest", "4711"), "requester.identifier.value"));
        Assert.DoesNotContain("/344\"", number.Text, StringComparison.Ordinal);
        Assert.Contains("INVALID_VALUE", SourceTables.Map("ggm", Document.Replace("\"0344\"", "\"Utrecht\"", StringComparison.Ordinal)).Codes);
    }

    [Fact]
    public void A_GI_as_referrer_is_a_safety_fact() =>
        Assert.DoesNotContain("ggm-verwijzer", SourceTables.Only("ggm", Document.Replace("\"Huisarts\"", "\"Gecertificeerde instelling\"", StringComparison.Ordinal), "JEUGDHULP_BESCHIKKING").Text, StringComparison.Ordinal);

    [Fact]
    public void Another_version_of_the_model_is_refused() =>
        Assert.Equal(RefusalCode.WrongVersion, SourceTables.Refused("ggm", Document.Replace("\"1.12\"", "\"2.0\"", StringComparison.Ordinal)).Code);
}
