using Xunit;

namespace ZioExchange.Adapters.Tests.Sources.Ijw;

/// <summary>Words that the parties use for different things; each test is named after the conflict.</summary>
public sealed class ConflictTests
{
    private static readonly string Jw301 = SourceTables.Fixture("Ijw/jw301-full.xml");

    [Fact]
    public void C17_and_C18_and_C19_begeleiding_arrangement_and_ondersteuning_are_told_apart_by_category_and_never_by_the_word()
    {
        var youth = SourceTables.Map("ijw", Jw301.Replace("Categorie>45", "Categorie>50", StringComparison.Ordinal)).Identified("ServiceRequest", "4711");
        var wlz = SourceTables.Map("iwlz", SourceTables.Fixture("Iwlz/aw33-full.xml")).All("ServiceRequest")[0];

        Assert.Equal("jeugdhulp", MappedBundle.Value(youth, "category.0.coding.0.code"));
        Assert.Equal("50", MappedBundle.Value(youth, "category.1.coding.0.code"));
        Assert.Equal("wlz", MappedBundle.Value(wlz, "category.0.coding.0.code"));
    }

    [Theory]
    [InlineData("Ambulante ondersteuning")]
    [InlineData("ambulant")]
    [InlineData("4 5")]
    public void C34_the_category_of_a_product_is_its_code_and_a_label_in_its_place_is_an_issue(string label)
    {
        var mapped = SourceTables.Map("ijw", Jw301.Replace("Categorie>45<", $"Categorie>{label}<", StringComparison.Ordinal));

        Assert.Contains("UNKNOWN_CODE", mapped.Codes);
        Assert.Null(MappedBundle.Value(mapped.Identified("ServiceRequest", "4711"), "category.1.coding.0.code"));
    }

    [Fact]
    public void C20_indicatie_beschikking_toewijzing_and_levering_are_four_kinds_of_record()
    {
        Assert.Single(SourceTables.Map("iwlz", SourceTables.Fixture("Iwlz/io31-full.xml")).All("Coverage"));
        Assert.Single(SourceTables.Map("ijw", SourceTables.Fixture("Ijw/jw315-full.xml")).All("Coverage"));
        Assert.Empty(SourceTables.Map("ijw", Jw301).All("Coverage"));
        Assert.Empty(SourceTables.Map("ijw", SourceTables.Fixture("Ijw/jw305-full.xml")).All("ServiceRequest"));
    }

    [Fact]
    public void C10_the_day_of_decision_the_first_day_allowed_and_the_day_of_the_start_are_three_dates()
    {
        var order = SourceTables.Map("ijw", Jw301).Identified("ServiceRequest", "4711");
        var episode = SourceTables.Map("ijw", SourceTables.Fixture("Ijw/jw305-full.xml")).All("EpisodeOfCare")[0];

        Assert.StartsWith("2026-01-10", MappedBundle.Value(order, "authoredOn"), StringComparison.Ordinal);
        Assert.Equal("2026-01-01", MappedBundle.Value(order, "occurrencePeriod.start"));
        Assert.Equal("2026-02-01", MappedBundle.Value(episode, "period.start"));
    }

    [Theory]
    [InlineData("01", "2", "min", "90", "exact")]
    [InlineData("04", "2", "h", "5400", "exact")]
    [InlineData("04", "4", "h", null, "estimated")]
    [InlineData("04", "1", "h", null, "estimated")]
    [InlineData("14", "2", "etmaal", null, "none")]
    [InlineData("82", "4", "stuks-output", null, "none")]
    [InlineData("84", "4", "stuks-inspanning", null, "none")]
    public void C13_and_C15_uur_etmaal_and_stuks_carry_their_kind(string unit, string per, string code, string? minutes, string convertible)
    {
        var document = Jw301.Replace("<b:Eenheid>01</b:Eenheid>", $"<b:Eenheid>{unit}</b:Eenheid>", StringComparison.Ordinal)
            .Replace("<b:Frequentie>2</b:Frequentie>", $"<b:Frequentie>{per}</b:Frequentie>", StringComparison.Ordinal);
        var order = SourceTables.Map("ijw", document).Identified("ServiceRequest", "4711");

        Assert.Equal(code, MappedBundle.Value(order, "quantityRatio.numerator.code"));
        Assert.Equal(convertible, MappedBundle.Value(order, "extension:care-volume.extension:convertible.valueCode"));
        if (minutes is not null)
        {
            Assert.Equal(minutes, MappedBundle.Value(order, "extension:care-volume.extension:minutesPerWeek.valueDecimal"));
        }
    }

    [Fact]
    public void C13_a_total_over_the_period_is_a_quantity_and_no_rate()
    {
        var document = Jw301.Replace("<b:Frequentie>2</b:Frequentie>", "<b:Frequentie>6</b:Frequentie>", StringComparison.Ordinal);
        var order = SourceTables.Map("ijw", document).Identified("ServiceRequest", "4711");

        Assert.Equal("90", MappedBundle.Value(order, "quantityQuantity.value"));
        Assert.Null(MappedBundle.Value(order, "quantityRatio"));
        Assert.Equal("estimated", MappedBundle.Value(order, "extension:care-volume.extension:convertible.valueCode"));
    }

    [Theory]
    [InlineData("01-01-2026")]
    [InlineData("2026-1-1")]
    [InlineData("20260101")]
    [InlineData("2026-02-30")]
    [InlineData("2026-01-01T00:00:00")]
    public void C24_only_an_ISO_date_is_a_date(string date)
    {
        var bundle = SourceTables.Map("ijw", Jw301.Replace("<m:Ingangsdatum>2026-01-01", $"<m:Ingangsdatum>{date}", StringComparison.Ordinal));

        Assert.Equal(["INVALID_DATE"], bundle.Codes);
    }

    [Fact]
    public void C25_names_keep_their_parts_and_the_order_in_which_they_are_used()
    {
        var mother = SourceTables.Only("ijw", Jw301, "CONTACT", "GEZAG").All("RelatedPerson")[0];

        Assert.Equal("van der Moeders-van der Vermeulen", MappedBundle.Value(mother, "name.0.family"));
        Assert.Equal("Moeders", MappedBundle.Value(mother, "name.0._family.extension:humanname-own-name.valueString"));
        Assert.Equal("NL4", MappedBundle.Value(mother, "name.0.extension:humanname-assembly-order.valueCode"));
        Assert.Equal("IN", MappedBundle.Value(mother, "name.0._given.1.extension:iso21090-EN-qualifier.valueCode"));
    }

    [Fact]
    public void C07_the_BSN_travels_only_under_its_own_category()
    {
        var others = SourceTables.Categories.Where(category => category is not "BSN").ToArray();

        foreach (var name in new[] { "Ijw/jw301-full.xml", "Ijw/jw323-full.xml", "Ijw/jw302-full.xml" })
        {
            Assert.DoesNotContain("999900006", SourceTables.Only("ijw", SourceTables.Fixture(name), others).Text, StringComparison.Ordinal);
        }
    }
}
