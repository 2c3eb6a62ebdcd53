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

    [Fact]
    public void A_GI_as_referrer_is_a_safety_fact() =>
        Assert.DoesNotContain("ggm-verwijzer", SourceTables.Only("ggm", Document.Replace("\"Huisarts\"", "\"Gecertificeerde instelling\"", StringComparison.Ordinal), "JEUGDHULP_BESCHIKKING").Text, StringComparison.Ordinal);

    [Fact]
    public void Another_version_of_the_model_is_refused() =>
        Assert.Equal(RefusalCode.WrongVersion, SourceTables.Refused("ggm", Document.Replace("\"1.12\"", "\"2.0\"", StringComparison.Ordinal)).Code);
}
