using Xunit;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Tests.Sources.Ijw;

namespace ZioExchange.Adapters.Tests.Sources.Ggm;

/// <summary>The gemeente's own data model as a second dialect.</summary>
public sealed class GgmTests
{
    private static readonly string Document = SourceTables.Fixture("Ggm/ggm-full.json");

    [Fact]
    public void Stuks_merges_two_units_and_is_not_guessed()
    {
        var bundle = SourceTables.Map("ggm", Document);
        var order = bundle.Identified("ServiceRequest", "4712");

        Assert.Equal(["AMBIGUOUS_UNIT"], bundle.Codes);
        Assert.Equal("unknown", MappedBundle.Value(order, "extension:care-volume.extension:data-absent-reason.valueCode"));
        Assert.DoesNotContain("stuks-", order.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Euros_are_euros_and_not_cents() =>
        Assert.Equal("200", MappedBundle.Value(SourceTables.Map("ggm", Document).Identified("ServiceRequest", "4713"), "quantityRatio.numerator.value"));

    [Fact]
    public void A_reason_without_leading_zero_is_the_same_reason() =>
        Assert.Equal("04", MappedBundle.Value(SourceTables.Map("ggm", Document).Identified("ServiceRequest", "4711"), "extension:reden-wijziging.valueCodeableConcept.coding.0.code"));

    [Fact]
    public void Pseudo_deletes_and_help_under_another_law_are_left_out()
    {
        var text = SourceTables.Map("ggm", Document).Text;

        Assert.DoesNotContain("\"4714\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"4715\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Stop_end_and_original_end_are_three_dates()
    {
        var bundle = SourceTables.Map("ggm", Document);

        Assert.Equal("2026-06-30", MappedBundle.Value(bundle.One("EpisodeOfCare"), "period.end"));
        Assert.Equal("finished", MappedBundle.Value(bundle.One("EpisodeOfCare"), "status"));
        Assert.Equal("2026-12-31", MappedBundle.Value(bundle.Identified("ServiceRequest", "4711"), "occurrencePeriod.end"));
        Assert.Equal("2026-12-31", MappedBundle.Value(bundle.Identified("Coverage", "B-1"), "class.0.extension:oorspronkelijk-einde.valueDate"));
        Assert.Equal("2026-06-30", MappedBundle.Value(bundle.Identified("Coverage", "B-1"), "class.0.extension:geldigheid.valuePeriod.end"));
    }

    [Fact]
    public void An_absence_is_an_event_with_a_period()
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
