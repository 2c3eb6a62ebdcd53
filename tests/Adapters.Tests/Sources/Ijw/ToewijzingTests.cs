using Xunit;
using ZioExchange.Adapters.Mapping;

namespace ZioExchange.Adapters.Tests.Sources.Ijw;

/// <summary>JW301: what the gemeente orders.</summary>
public sealed class ToewijzingTests
{
    private static readonly string Jw301 = SourceTables.Fixture("Ijw/jw301-full.xml");

    [Fact]
    public void An_assignment_says_who_ordered_it_who_delivers_and_when()
    {
        var order = SourceTables.Map("ijw", Jw301).Identified("ServiceRequest", "4711");

        Assert.Equal("https://zioexchange.nl/fhir/NamingSystem/gemeentecode", MappedBundle.Value(order, "requester.identifier.system"));
        Assert.Equal("0363", MappedBundle.Value(order, "requester.identifier.value"));
        Assert.Equal("42420001", MappedBundle.Value(order, "performer.0.identifier.value"));
        Assert.Equal("2026-01-01", MappedBundle.Value(order, "occurrencePeriod.start"));
        Assert.Equal("2026-12-31", MappedBundle.Value(order, "occurrencePeriod.end"));
        Assert.Equal("active", MappedBundle.Value(order, "status"));
        Assert.Equal("order", MappedBundle.Value(order, "intent"));
    }

    [Theory]
    [InlineData("2026-01-10", "14:05:00", "2026-01-10T14:05:00+01:00")]
    [InlineData("2026-07-10", "23:59:59", "2026-07-10T23:59:59+02:00")]
    public void The_moment_of_an_assignment_is_Amsterdam_time_of_that_day(string day, string time, string expected)
    {
        var document = Jw301.Replace("Toewijzingsdatum>2026-01-10", $"Toewijzingsdatum>{day}", StringComparison.Ordinal)
            .Replace("Toewijzingstijd>14:05:00", $"Toewijzingstijd>{time}", StringComparison.Ordinal);

        Assert.Equal(expected, MappedBundle.Value(SourceTables.Map("ijw", document).Identified("ServiceRequest", "4711"), "authoredOn"));
    }

    [Fact]
    public void C30_ToewijzingNummer_is_unique_per_gemeente_only()
    {
        var other = SourceTables.Map("ijw", Jw301.Replace("Afzender>0363", "Afzender>0344", StringComparison.Ordinal)).Identified("ServiceRequest", "4711");

        Assert.Equal("https://zioexchange.nl/fhir/NamingSystem/toewijzing/0344", MappedBundle.Value(other, "identifier.0.system"));
        Assert.Equal("https://zioexchange.nl/fhir/NamingSystem/toewijzing/0363", MappedBundle.Value(SourceTables.Map("ijw", Jw301).Identified("ServiceRequest", "4711"), "identifier.0.system"));
    }

    [Fact]
    public void C14_a_dagdeel_is_exactly_four_hours_in_iJw()
    {
        var order = SourceTables.Map("ijw", Jw301).Identified("ServiceRequest", "4713");

        Assert.Equal("dagdeel-4u", MappedBundle.Value(order, "quantityRatio.numerator.code"));
        Assert.Equal("1200", Part(order, "minutesPerWeek", "valueDecimal"));
        Assert.Equal("exact", Part(order, "convertible", "valueCode"));
    }

    [Fact]
    public void C16_unit_83_and_budget_are_eurocents_and_become_euros_once()
    {
        var order = SourceTables.Map("ijw", Jw301).Identified("ServiceRequest", "4712");

        Assert.Equal("200", MappedBundle.Value(order, "quantityRatio.numerator.value"));
        Assert.Equal("EUR", MappedBundle.Value(order, "quantityRatio.numerator.code"));
        Assert.Equal("none", Part(order, "convertible", "valueCode"));
        Assert.Equal("1234.56", MappedBundle.Value(order, "extension:budget.valueMoney.value"));
    }

    [Fact]
    public void The_source_coding_stands_beside_every_canonical_code()
    {
        var order = SourceTables.Map("ijw", Jw301).Identified("ServiceRequest", "4711");

        Assert.Equal("90", MappedBundle.Value(order, "quantityRatio.numerator.value"));
        Assert.Contains("\"eenheid\",\"valueString\":\"01\"", order.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("ijw-jz020\",\"code\":\"45\"", order.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void C11_an_assignment_deleted_at_the_source_is_gone()
    {
        var bundle = SourceTables.Map("ijw", Jw301, new PreviewRequest(WithReport: true));

        Assert.DoesNotContain("\"4714\"", bundle.Text, StringComparison.Ordinal);
        Assert.Contains(bundle.Dossier.Report!.Ignored, ignored => ignored.Path.EndsWith("ToegewezenProduct[4]/ToewijzingNummer", StringComparison.Ordinal));
    }

    [Fact]
    public void Reason_13_that_ends_later_is_kept_as_entered_in_error()
    {
        var document = Jw301.Replace("RedenWijziging>06", "RedenWijziging>13", StringComparison.Ordinal);

        Assert.Equal("entered-in-error", MappedBundle.Value(SourceTables.Map("ijw", document).Identified("ServiceRequest", "4712"), "status"));
    }

    [Fact]
    public void C12_a_generic_assignment_has_no_product_and_an_open_end_is_not_for_ever()
    {
        var order = SourceTables.Map("ijw", Jw301).Identified("ServiceRequest", "4715");

        Assert.Equal("true", MappedBundle.Value(order, "extension:generieke-toewijzing.valueBoolean"));
        Assert.Null(MappedBundle.Value(order, "code"));
        Assert.Null(MappedBundle.Value(order, "occurrencePeriod.end"));
        Assert.Equal("active", MappedBundle.Value(order, "status"));
        Assert.Equal("jeugdhulp", MappedBundle.Value(order, "category.0.coding.0.code"));
    }

    [Theory]
    [InlineData("2027-06-01", "completed")]
    [InlineData("2026-12-31", "active")]
    public void C11_the_last_day_of_an_assignment_counts(string now, string status)
    {
        var document = Jw301.Replace("RedenWijziging>04", "RedenWijziging>14", StringComparison.Ordinal).Replace("<m:RedenWijziging>14</m:RedenWijziging>", "", StringComparison.Ordinal);
        var bundle = SourceTables.Map("ijw", document, new PreviewRequest(Now: DateOnly.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));

        Assert.Equal(status, MappedBundle.Value(bundle.Identified("ServiceRequest", "4711"), "status"));
    }

    [Theory]
    [InlineData("04", "2027-06-01", "completed")]
    [InlineData("12", "2027-06-01", "completed")]
    [InlineData("04", "2026-06-01", "active")]
    [InlineData("07", "2026-06-01", "active")]
    [InlineData("07", "2026-12-31", "active")]
    [InlineData("07", "2027-01-01", "revoked")]
    [InlineData("13", "2026-06-01", "entered-in-error")]
    [InlineData("13", "2027-06-01", "entered-in-error")]
    [InlineData("99", "2027-06-01", null)]
    public void C11_an_assignment_runs_until_its_end_whatever_changed_it_and_the_reason_stays(string reason, string now, string? status)
    {
        var document = Jw301.Replace("RedenWijziging>04", $"RedenWijziging>{reason}", StringComparison.Ordinal);
        var order = SourceTables.Map("ijw", document, new PreviewRequest(Now: DateOnly.Parse(now, System.Globalization.CultureInfo.InvariantCulture))).Identified("ServiceRequest", "4711");

        Assert.Equal(status, MappedBundle.Value(order, "status"));
        Assert.Equal(status is null ? null : reason, MappedBundle.Value(order, "extension:reden-wijziging.valueCodeableConcept.coding.0.code"));
    }

    [Fact]
    public void A_number_that_is_no_gemeente_or_provider_is_an_issue_and_not_an_identity()
    {
        var bundle = SourceTables.Map("ijw", Jw301.Replace("Afzender>0363<", "Afzender>363<", StringComparison.Ordinal).Replace("Ontvanger>42420001<", "Ontvanger>4242<", StringComparison.Ordinal));

        Assert.Equal(["INVALID_VALUE"], bundle.Codes);
        Assert.DoesNotContain("\"value\":\"363\"", bundle.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"value\":\"4242\"", bundle.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LandCode>NL<", "LandCode>ZZ<")]
    [InlineData("AanduidingWoonadres>TO<", "AanduidingWoonadres>QQ<")]
    public void A_country_or_indication_of_an_address_that_is_in_no_list_is_an_issue(string part, string other)
    {
        Assert.Contains(part, Jw301, StringComparison.Ordinal);
        var bundle = SourceTables.Map("ijw", Jw301.Replace(part, other, StringComparison.Ordinal));

        Assert.Equal(["UNKNOWN_CODE"], bundle.Codes);
        Assert.DoesNotContain($"\"{other.Split('>')[1][..2]}\"", bundle.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", null)]
    [InlineData("00", null)]
    [InlineData("2", "2")]
    public void A_relation_without_an_order_has_no_rank(string order, string? rank)
    {
        var bundle = SourceTables.Map("ijw", System.Text.RegularExpressions.Regex.Replace(Jw301, "Volgorde>\\d+<", $"Volgorde>{order}<"));

        Assert.Empty(bundle.Codes);
        Assert.Contains(bundle.All("RelatedPerson"), person => MappedBundle.Value(person, "telecom.0.value") is not null);
        Assert.All(bundle.All("RelatedPerson"), person => Assert.Equal(MappedBundle.Value(person, "telecom.0.value") is null ? null : rank, MappedBundle.Value(person, "telecom.0.rank")));
    }

    [Fact]
    public void A_product_of_jeugdbescherming_or_jeugdreclassering_is_no_plain_youth_care_fact()
    {
        var plain = SourceTables.Only("ijw", Jw301, "JEUGDHULP_BESCHIKKING").Identified("ServiceRequest", "4713").GetRawText();
        var probation = SourceTables.Only("ijw", Jw301.Replace("Categorie>48", "Categorie>47", StringComparison.Ordinal), "JEUGDHULP_BESCHIKKING", "VEILIGHEID");

        Assert.DoesNotContain("ijw-jz020", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("ijw-jz020\",\"code\":\"47\"", probation.Text, StringComparison.Ordinal);
        Assert.Contains("ijw-jz020\",\"code\":\"48\"", SourceTables.Only("ijw", Jw301, "VEILIGHEID").Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("37", "ZZ937")]
    [InlineData("48", "ZZ948")]
    [InlineData("048", "ZZ948")]
    [InlineData("99", "ZZ948")]
    [InlineData("", "ZZ948")]
    public void The_local_code_of_a_product_leaves_as_youth_care_only_beside_a_category_that_is_youth_care(string category, string code)
    {
        var at = Jw301.IndexOf("45A12", StringComparison.Ordinal);
        var document = Jw301[..at].Replace("Categorie>45<", $"Categorie>{category}<", StringComparison.Ordinal) + code + Jw301[(at + 5)..];

        Assert.DoesNotContain(code, SourceTables.Only("ijw", document, "JEUGDHULP_BESCHIKKING").Text, StringComparison.Ordinal);
        Assert.Equal(category is "37" or "48", SourceTables.Only("ijw", document, "VEILIGHEID").Text.Contains(code, StringComparison.Ordinal));
    }

    private static string? Part(System.Text.Json.JsonElement order, string part, string value) =>
        MappedBundle.Value(order, $"extension:care-volume.extension:{part}.{value}");
}
