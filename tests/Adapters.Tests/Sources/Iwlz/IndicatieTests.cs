using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Tests.Fhir;
using ZioExchange.Adapters.Tests.Sources.Ijw;

namespace ZioExchange.Adapters.Tests.Sources.Iwlz;

/// <summary>Indicatieregister 2 and 1: what the child is entitled to under the Wlz.</summary>
public sealed class IndicatieTests
{
    private static readonly string Register2 = SourceTables.Fixture("Iwlz/indicatieregister-2-full.json");
    private static readonly string Register1 = SourceTables.Fixture("Iwlz/indicatieregister-1-full.json");
    private static readonly string Register1ByIndication = SourceTables.Fixture("Iwlz/indicatieregister-1-indicatie-full.json");

    [Fact]
    public void An_indication_is_a_coverage_with_both_its_numbers()
    {
        var coverage = SourceTables.Map("iwlz", Register2).One("Coverage");

        Assert.StartsWith("urn:uuid:", MappedBundle.Value(coverage, "identifier.0.value"), StringComparison.Ordinal);
        Assert.Equal("12345678", MappedBundle.Value(coverage, "identifier.1.value"));
        Assert.Equal("2026-01-01", MappedBundle.Value(coverage, "period.start"));
        Assert.Equal("2025-12-20", MappedBundle.Value(coverage, "extension:decision-date.valueDate"));
    }

    [Fact]
    public void C11_the_first_of_einddatum_and_vervaldatum_ends_an_indication_and_both_stay_readable()
    {
        var coverage = SourceTables.Map("iwlz", Register2).One("Coverage");

        Assert.Equal("2027-06-30", MappedBundle.Value(coverage, "period.end"));
        Assert.Equal("2027-12-31", MappedBundle.Value(coverage, "extension:einddatum.valueDate"));
        Assert.Equal("2027-06-30", MappedBundle.Value(coverage, "extension:vervaldatum.valueDate"));
    }

    [Fact]
    public void C12_an_open_end_is_not_for_ever()
    {
        var document = Without(Without(Register2, "einddatum", "2027-12-31"), "vervaldatum", "2027-06-30");

        Assert.Null(MappedBundle.Value(SourceTables.Map("iwlz", document).One("Coverage"), "period.end"));
    }

    [Fact]
    public void C23_code_2_of_COD260_is_not_truthy() =>
        Assert.Equal("false", MappedBundle.Value(SourceTables.Map("iwlz", Register2).One("Coverage"), "extension:meerzorg.valueBoolean"));

    [Fact]
    public void C01_sex_code_2_is_vrouw_in_iWlz() =>
        Assert.Equal("female", MappedBundle.Value(SourceTables.Map("iwlz", Register2).One("Patient"), "gender"));

    [Theory]
    [InlineData("5515", "https://zioexchange.nl/fhir/NamingSystem/zorgkantoorregio")]
    [InlineData("3311", "http://fhir.nl/fhir/NamingSystem/uzovi")]
    public void C09_a_zorgkantoor_region_and_a_uzovi_number_are_two_identifiers(string number, string system)
    {
        var document = Register2.Replace("\"initieelVerantwoordelijkZorgkantoor\": \"5515\"", $"\"initieelVerantwoordelijkZorgkantoor\": \"{number}\"", StringComparison.Ordinal);

        Assert.Equal(system, MappedBundle.Value(SourceTables.Map("iwlz", document).One("Coverage"), "payor.0.identifier.system"));
    }

    [Fact]
    public void C27_COD163_has_one_canonical_address_and_two_others_for_the_same_list()
    {
        var coverage = SourceTables.Map("iwlz", Register2).One("Coverage");
        using var list = JsonDocument.Parse(File.ReadAllText(Path.Combine(FhirTable.Schemas, "CodeSystem-iwlz-cod163.json")));
        using var map = JsonDocument.Parse(File.ReadAllText(Path.Combine(FhirTable.Schemas, "ConceptMap-iwlz-cod163.json")));

        Assert.Equal(["802", "804"], coverage.GetProperty("class").EnumerateArray().Select(one => one.GetProperty("value").GetString()));
        Assert.Equal(3, list.RootElement.GetProperty("identifier").GetArrayLength());
        Assert.Equal(
            list.RootElement.GetProperty("identifier")[0].GetProperty("value").GetString(),
            map.RootElement.GetProperty("group")[0].GetProperty("target").GetString());
    }

    [Fact]
    public void Each_profile_keeps_its_own_dates() =>
        Assert.Equal("2027-01-01", MappedBundle.Value(SourceTables.Map("iwlz", Register2).One("Coverage"), "class.1.extension:geldigheid.valuePeriod.start"));

    [Fact]
    public void Disorders_limitations_and_scores_are_health_and_in_no_other_category()
    {
        var others = SourceTables.Categories.Where(category => category is not "GEZONDHEID_DIAGNOSE").ToArray();
        var health = SourceTables.Only("iwlz", Register2, "GEZONDHEID_DIAGNOSE");

        Assert.DoesNotContain("b117", SourceTables.Only("iwlz", Register2, others).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("cod539", SourceTables.Only("iwlz", Register2, others).Text, StringComparison.Ordinal);
        Assert.Equal(3, health.All("Condition").Count);
        Assert.DoesNotContain("Vermeulen", health.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void C21_a_diagnosis_code_stays_in_its_own_list() =>
        Assert.DoesNotContain("snomed", SourceTables.Only("iwlz", Register2, "GEZONDHEID_DIAGNOSE").Text, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void The_declaration_of_the_Wet_zorg_en_dwang_is_a_safety_fact() =>
        Assert.Contains("cod127", Assert.Single(SourceTables.Only("iwlz", Register2, "VEILIGHEID").All("Condition")).GetRawText(), StringComparison.Ordinal);

    [Fact]
    public void C38_a_guardian_is_an_organisation_and_no_related_person()
    {
        var bundle = SourceTables.Only("iwlz", Register2, "ID_BASIS", "GEZAG", "CONTACT");

        Assert.Equal("Jeugdbescherming Midden", MappedBundle.Value(bundle.One("Organization"), "name"));
        Assert.Equal(2, bundle.All("RelatedPerson").Count);
        Assert.DoesNotContain("Erfgenaam", bundle.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"3\"")]
    [InlineData("\"nee\"")]
    [InlineData("null")]
    [InlineData("\"\"")]
    public void C26_a_client_of_whom_it_is_not_clear_whether_the_address_is_secret_is_treated_as_secret(string flag)
    {
        foreach (var register in new[] { Register1, Register1ByIndication, Register2 })
        {
            var bundle = SourceTables.Map("iwlz", register.Replace("\"geheimeClient\": \"2\"", $"\"geheimeClient\": {flag}", StringComparison.Ordinal));

            Assert.DoesNotContain("Lindelaan", bundle.Text, StringComparison.Ordinal);
            Assert.Contains(bundle.One("Patient").GetProperty("meta").GetProperty("security").EnumerateArray(), label => label.GetProperty("code").GetString() == "R");
        }

        var message = SourceTables.Map("iwlz", SourceTables.Fixture("Iwlz/io31-full.xml").Replace("GeheimeClient>2<", $"GeheimeClient>{flag.Trim('"')}<", StringComparison.Ordinal));
        Assert.DoesNotContain("Lindelaan", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void C26_of_a_secret_client_no_address_number_or_practice_is_shown_and_the_record_is_labelled()
    {
        foreach (var register in new[] { Register1, Register1ByIndication })
        {
            var first = SourceTables.Map("iwlz", register.Replace("\"geheimeClient\": \"2\"", "\"geheimeClient\": \"1\"", StringComparison.Ordinal)).Text;
            Assert.DoesNotContain("Lindelaan", first, StringComparison.Ordinal);
            Assert.DoesNotContain("0301234567", first, StringComparison.Ordinal);
        }

        var bundle = SourceTables.Map("iwlz", Register2.Replace("\"geheimeClient\": \"2\"", "\"geheimeClient\": \"1\"", StringComparison.Ordinal));

        Assert.DoesNotContain("Lindelaan", bundle.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("0301234567", bundle.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("noor@voorbeeld.example", bundle.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("01000001", bundle.Text, StringComparison.Ordinal);
        Assert.Contains(bundle.One("Patient").GetProperty("meta").GetProperty("security").EnumerateArray(), label => label.GetProperty("code").GetString() == "R");
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("2", false)]
    public void C26_every_resource_about_a_secret_client_is_labelled_restricted(string secret, bool restricted)
    {
        string[] registers = [Register2, Register1, Register1ByIndication];
        string[] messages = [.. new[] { "io31", "aw33", "zk31" }.Select(message => SourceTables.Fixture($"Iwlz/{message}-full.xml"))];
        var documents = registers.Select(text => text.Replace("\"geheimeClient\": \"2\"", $"\"geheimeClient\": \"{secret}\"", StringComparison.Ordinal))
            .Concat(messages.Select(text => text.Replace("GeheimeClient>2<", $"GeheimeClient>{secret}<", StringComparison.Ordinal)));

        foreach (var document in documents)
        {
            var resources = SourceTables.Map("iwlz", document).Resources;

            Assert.True(resources.Count > 5);
            Assert.All(resources, resource => Assert.Equal(
                restricted, resource.GetProperty("meta").GetProperty("security").EnumerateArray().Any(label => label.GetProperty("code").GetString() == "R")));
        }
    }

    [Fact]
    public void C28_register_1_names_the_same_facts_otherwise()
    {
        var first = SourceTables.Map("iwlz", Register1);
        var single = SourceTables.Map("iwlz", SourceTables.Fixture("Iwlz/indicatieregister-1-indicatie-full.json"));

        Assert.Equal("iwlz-indicatieregister-1", first.Dossier.Dialect);
        Assert.Equal("iwlz-indicatieregister-1-indicatie", single.Dossier.Dialect);
        Assert.Equal("2027-12-31", MappedBundle.Value(first.One("Coverage"), "period.end"));
        Assert.Equal(first.Resources.Count, single.Resources.Count);
    }

    [Theory]
    [InlineData("{\"data\":{\"wlzIndicatie\":[]}}")]
    [InlineData("{\"data\":{\"wlzIndicatie\":[{\"bsn\":\"999900006\",\"wzd\":null,\"stoornis\":null,\"beperking\":[]}]}}")]
    public void An_empty_list_and_a_null_are_no_value_and_not_forgotten(string document) =>
        Assert.Empty(SourceTables.Map("iwlz", document, new PreviewRequest(WithReport: true)).Dossier.Report!.Forgotten);

    [Theory]
    [InlineData("{\"data\":{\"wlzIndicatie\":[]},\"errors\":[{\"message\":\"x\"}]}")]
    [InlineData("{\"data\":{\"wlzIndicatie\":{}}}")]
    [InlineData("{\"data\":{\"wlzIndicatie\":[{\"bsn\":[\"999900006\"]}]}}")]
    public void An_answer_with_errors_or_of_another_shape_is_refused(string document) => SourceTables.Refused("iwlz", document);

    [Fact]
    public void An_answer_of_another_query_is_not_this_format() =>
        Assert.Equal(RefusalCode.NotThisFormat, SourceTables.Refused("iwlz", "{\"data\":{\"iets\":[]}}").Code);

    [Theory]
    [InlineData("2", "1")]
    [InlineData("1", "2")]
    [InlineData("2", null)]
    public void C26_a_child_that_one_indication_hides_is_hidden_in_all_whichever_comes_first(string first, string? second)
    {
        foreach (var (register, list) in new[] { (Register2, "wlzIndicatie"), (Register1, "getWlzIndicatiesVoorBsn") })
        {
            var document = JsonNode.Parse(register)!;
            var indications = document["data"]![list]!.AsArray();
            var other = indications[0]!.DeepClone();
            other["besluitnummer"] = 23456789;
            (indications[0]!["client"]!["geheimeClient"], other["client"]!["geheimeClient"]) = (first, second);
            indications.Add(other);

            foreach (var bundle in new[] { SourceTables.Map("iwlz", document.ToJsonString()), SourceTables.Only("iwlz", document.ToJsonString(), "ID_BASIS", "CONTACT"), SourceTables.Only("iwlz", document.ToJsonString(), "WLZ_INDICATIE") })
            {
                Assert.NotEmpty(bundle.Resources);
                Assert.All(bundle.Resources, resource => Assert.False(resource.TryGetProperty("address", out _) || resource.TryGetProperty("telecom", out _)));
                Assert.All(bundle.Resources, resource => Assert.Contains(resource.GetProperty("meta").GetProperty("security").EnumerateArray(), label => label.GetProperty("code").GetString() == "R"));
            }
        }
    }

    private static string Without(string document, string member, string value) =>
        document.Replace($"\"{member}\": \"{value}\"", $"\"{member}\": null", StringComparison.Ordinal);
}
