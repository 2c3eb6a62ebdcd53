using Xunit;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Tests.Sources.Ijw;

namespace ZioExchange.Adapters.Tests.Sources.Iwlz;

/// <summary>iWlz 2.2 messages: indication, handover, assignment, start.</summary>
public sealed class BerichtTests
{
    [Fact]
    public void C13_and_C14_a_class_of_hours_is_a_range_and_a_class_of_dagdelen_has_no_known_length()
    {
        var bundle = SourceTables.Map("iwlz", SourceTables.Fixture("Iwlz/aw33-full.xml"));
        var order = bundle.All("ServiceRequest")[0];
        var coverage = bundle.One("Coverage").GetRawText();

        Assert.Equal("2", MappedBundle.Value(order, "quantityRange.low.value"));
        Assert.Equal("4", MappedBundle.Value(order, "quantityRange.high.value"));
        Assert.Contains("\"unit\",\"valueCode\":\"dagdeel\"", coverage, StringComparison.Ordinal);
        Assert.Contains("\"convertible\",\"valueCode\":\"estimated\"", coverage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_percentage_in_a_message_is_in_hundredths()
    {
        var order = SourceTables.Map("iwlz", SourceTables.Fixture("Iwlz/aw33-full.xml")).All("ServiceRequest")
            .Single(one => one.TryGetProperty("orderDetail", out _));

        Assert.Equal("6000", MappedBundle.Value(order, "extension:toewijzing-honderdste-procent.valueInteger"));
    }

    [Fact]
    public void An_indication_names_its_zorgkantoor_by_region()
    {
        var coverage = SourceTables.Map("iwlz", SourceTables.Fixture("Iwlz/io31-full.xml")).One("Coverage");

        Assert.Equal("https://zioexchange.nl/fhir/NamingSystem/zorgkantoorregio", MappedBundle.Value(coverage, "payor.0.identifier.system"));
        Assert.Equal(["zorgprofiel", "functie"], coverage.GetProperty("class").EnumerateArray().Select(one => MappedBundle.Value(one, "type.coding.0.code")).Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public void Of_a_secret_client_no_address_is_shown_in_a_message_either()
    {
        foreach (var message in new[] { "io31", "zk31", "aw33" })
        {
            var bundle = SourceTables.Map("iwlz", SourceTables.Fixture($"Iwlz/{message}-full.xml").Replace("GeheimeClient>2", "GeheimeClient>1", StringComparison.Ordinal));

            Assert.DoesNotContain("Lindelaan", bundle.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("0301234567", bundle.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Logeerweg", bundle.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_start_of_Wlz_care_is_a_fact_beside_the_assignment()
    {
        var episodes = SourceTables.Map("iwlz", SourceTables.Fixture("Iwlz/aw35-full.xml")).All("EpisodeOfCare");

        Assert.Equal(2, episodes.Count);
        Assert.All(episodes, episode => Assert.Equal("2026-02-01", MappedBundle.Value(episode, "period.start")));
    }

    [Theory]
    [InlineData("iwlz/2_2/", "iwlz/2_1/")]
    [InlineData("BerichtVersie>5<", "BerichtVersie>4<")]
    public void C28_another_version_is_refused(string part, string other) =>
        Assert.Equal(RefusalCode.WrongVersion, SourceTables.Refused("iwlz", SourceTables.Fixture("Iwlz/io31-full.xml").Replace(part, other, StringComparison.Ordinal)).Code);

    [Fact]
    public void An_iJw_message_is_no_iWlz_message() => SourceTables.Refused("iwlz", SourceTables.Fixture("Ijw/jw301-full.xml"));
}
