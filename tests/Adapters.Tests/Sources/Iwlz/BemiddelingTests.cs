using Xunit;
using ZioExchange.Adapters.Tests.Sources.Ijw;

namespace ZioExchange.Adapters.Tests.Sources.Iwlz;

/// <summary>Bemiddelingregister: who delivers, how much, and who keeps the lines together.</summary>
public sealed class BemiddelingTests
{
    private static readonly string Asked = SourceTables.Fixture("Iwlz/bemiddelingregister-bemiddelingspecificatie-full.json");

    [Fact]
    public void A_specification_is_an_order_with_its_own_moment_and_dates()
    {
        var order = SourceTables.Map("iwlz", Asked).All("ServiceRequest")[0];

        Assert.Equal("revoked", MappedBundle.Value(order, "status"));
        Assert.Equal("3", MappedBundle.Value(order, "extension:reden-intrekking.valueCodeableConcept.coding.0.code"));
        Assert.Equal("2026-02-01", MappedBundle.Value(order, "occurrencePeriod.start"));
        Assert.Equal("2026-01-20T09:30:00Z", MappedBundle.Value(order, "authoredOn"));
        Assert.Equal("06290001", MappedBundle.Value(order, "performer.0.identifier.value"));
        Assert.Equal("false", MappedBundle.Value(order, "extension:opname.valueBoolean"));
    }

    [Fact]
    public void Etmalen_decimal_comma_is_read_and_shares_of_a_budget_are_no_time()
    {
        var volumes = SourceTables.Map("iwlz", Asked).All("ServiceRequest")[0].GetProperty("extension").EnumerateArray()
            .Where(one => one.GetProperty("url").GetString()!.EndsWith("/care-volume", StringComparison.Ordinal)).ToList();

        Assert.Equal(["60", "40", "3.5"], volumes.Select(volume => volume.GetProperty("extension")[0].GetProperty("valueDecimal").GetRawText()));
        Assert.All(volumes, volume => Assert.Contains("\"convertible\",\"valueCode\":\"none\"", volume.GetRawText(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_comma_that_the_list_does_not_know_is_an_issue() =>
        Assert.Equal(["UNKNOWN_CODE"], SourceTables.Map("iwlz", Asked.Replace("\"3,5\"", "\"3.5\"", StringComparison.Ordinal)).Codes);

    [Fact]
    public void The_order_points_at_the_indication_it_rests_on() =>
        Assert.StartsWith("urn:uuid:", MappedBundle.Value(SourceTables.Map("iwlz", Asked).All("ServiceRequest")[0], "insurance.0.identifier.value"), StringComparison.Ordinal);

    [Fact]
    public void A_classification_that_tells_of_a_judge_is_a_safety_fact()
    {
        var document = SourceTables.Fixture("Iwlz/bemiddelingregister-overdracht-full.json");

        Assert.DoesNotContain("cod168", SourceTables.Only("iwlz", document, "WLZ_INZET").Text, StringComparison.Ordinal);
        Assert.Contains("cod168", SourceTables.Only("iwlz", document.Replace("\"08\"", "\"02\"", StringComparison.Ordinal), "WLZ_INZET").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_keeps_the_lines_together_is_a_care_team()
    {
        var team = SourceTables.Map("iwlz", SourceTables.Fixture("Iwlz/bemiddelingregister-regiehouder-full.json")).One("CareTeam");

        Assert.Equal("06290001", MappedBundle.Value(team, "participant.0.member.identifier.value"));
        Assert.Equal("1", MappedBundle.Value(team, "participant.0.role.0.coding.0.code"));
    }

    [Fact]
    public void Responsibility_is_a_period_of_its_own_beside_the_delivery()
    {
        var episode = SourceTables.Map("iwlz", SourceTables.Fixture("Iwlz/bemiddelingregister-full.json")).One("EpisodeOfCare");

        Assert.Equal("2026-01-01", MappedBundle.Value(episode, "period.start"));
        Assert.Equal("https://zioexchange.nl/fhir/NamingSystem/zorgkantoorregio", MappedBundle.Value(episode, "managingOrganization.identifier.system"));
    }
}
