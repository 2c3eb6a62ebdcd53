using Xunit;
using ZioExchange.Adapters.Mapping;

namespace ZioExchange.Adapters.Tests.Sources.Ijw;

/// <summary>JW301: the child, and who stands around it.</summary>
public sealed class PersonTests
{
    private static readonly string Jw301 = SourceTables.Fixture("Ijw/jw301-full.xml");

    [Fact]
    public void C01_sex_code_1_is_man_in_iJw()
    {
        var child = SourceTables.Map("ijw", Jw301).One("Patient");

        Assert.Equal("male", MappedBundle.Value(child, "gender"));
        Assert.Contains("ijw-cod046\",\"code\":\"1\"", child.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<b:DatumGebruik>1</b:DatumGebruik>", "2014-05")]
    [InlineData("<b:DatumGebruik>2</b:DatumGebruik>", "2014")]
    [InlineData("<b:DatumGebruik>3</b:DatumGebruik>", null)]
    [InlineData("", "2014-05-01")]
    public void C24_only_the_known_part_of_a_birth_date_is_shown(string mask, string? expected)
    {
        var at = Jw301.IndexOf("<b:DatumGebruik>1</b:DatumGebruik>", StringComparison.Ordinal);
        var child = SourceTables.Map("ijw", Jw301[..at] + mask + Jw301[(at + 34)..]).One("Patient");

        Assert.Equal(expected, MappedBundle.Value(child, "birthDate"));
        Assert.Equal(expected is null ? "unknown" : null, MappedBundle.Value(child, "_birthDate.extension:data-absent-reason.valueCode"));
    }

    [Theory]
    [InlineData("2026-11-23", "", null)]
    [InlineData("2026-11-22", "", "2026-11-22")]
    [InlineData("2026-12-01", "<b:DatumGebruik>1</b:DatumGebruik>", null)]
    [InlineData("2026-12-01", "<b:DatumGebruik>2</b:DatumGebruik>", "2026")]
    public void A_birth_that_is_still_to_come_is_no_birth_date(string date, string mask, string? expected)
    {
        var at = Jw301.IndexOf("<b:Datum>", StringComparison.Ordinal);
        var end = Jw301.IndexOf("</m:Geboortedatum>", at, StringComparison.Ordinal);
        var bundle = SourceTables.Map("ijw", $"{Jw301[..at]}<b:Datum>{date}</b:Datum>{mask}{Jw301[end..]}", new PreviewRequest(Now: new DateOnly(2026, 11, 22)));

        Assert.Equal(expected, MappedBundle.Value(bundle.One("Patient"), "birthDate"));
        Assert.Equal(expected is null, bundle.Codes.Contains("INVALID_DATE"));
    }

    [Fact]
    public void All_gezagsdragers_are_there_each_once()
    {
        var holders = SourceTables.Only("ijw", Jw301, "CONTACT", "GEZAG", "ID_BASIS");

        Assert.Equal(["MTH", "FTH"], holders.All("RelatedPerson").Select(person => MappedBundle.Value(person, "relationship.0.coding.0.code")));
        Assert.Equal(["van der Moeders-van der Vermeulen", "van der Vaders"], holders.All("RelatedPerson").Select(person => MappedBundle.Value(person, "name.0.family")));
        Assert.Equal("1", MappedBundle.Value(holders.All("RelatedPerson")[0], "telecom.0.rank"));
    }

    [Fact]
    public void C38_a_guardian_is_an_organisation_when_NaamGebruik_is_6()
    {
        var bundle = SourceTables.Only("ijw", Jw301, "CONTACT", "GEZAG", "ID_BASIS");
        var guardian = bundle.One("Organization");

        Assert.Equal("Jeugdbescherming Midden", MappedBundle.Value(guardian, "name"));
        Assert.Equal("11", MappedBundle.Value(guardian, "type.0.coding.1.code"));
        Assert.DoesNotContain("Jeugdbescherming Midden", string.Concat(bundle.All("RelatedPerson").Select(person => person.GetRawText())), StringComparison.Ordinal);
        Assert.Equal($"Organization/{guardian.GetProperty("id").GetString()}", MappedBundle.Value(bundle.One("Patient"), "contact.0.organization.reference"));
    }

    [Theory]
    [InlineData("<b:NaamGebruik>4</b:NaamGebruik>", "<b:NaamGebruik/>", "GEZAG")]
    [InlineData("<m:Soort>10</m:Soort>", "<m:Soort> </m:Soort>", "GEZIN")]
    public void A_relation_of_which_a_code_is_empty_is_told_and_not_lost(string part, string empty, string category)
    {
        var at = Jw301.IndexOf(part, StringComparison.Ordinal);
        var document = Jw301[..at] + empty + Jw301[(at + part.Length)..];
        var (before, after) = (SourceTables.Only("ijw", Jw301, category), SourceTables.Only("ijw", document, category, "CONTACT"));

        Assert.Equal(before.All("RelatedPerson").Count + (category is "GEZIN" ? 1 : 0), after.All("RelatedPerson").Count(person => person.GetRawText().Contains($"\"{category}\"", StringComparison.Ordinal)));
        Assert.Contains(after.Dossier.Issues, issue => issue.Code is IssueCode.RequiredMissing);
    }

    [Fact]
    public void C02_COD472_23_and_24_never_take_the_meaning_of_the_zib_list()
    {
        var bundle = SourceTables.Only("ijw", Jw301, "GEZIN");
        var heir = Assert.Single(bundle.All("RelatedPerson"));

        Assert.Equal("https://zioexchange.nl/fhir/CodeSystem/ijw-cod472", MappedBundle.Value(heir, "relationship.0.coding.0.system"));
        Assert.Equal("23", MappedBundle.Value(heir, "relationship.0.coding.0.code"));
        Assert.Null(MappedBundle.Value(heir, "relationship.0.coding.1.code"));
        Assert.Equal("24", MappedBundle.Value(bundle.One("Organization"), "type.0.coding.0.code"));
        Assert.DoesNotContain("2.16.840.1.113883.2.4.3.11", bundle.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Family_and_third_persons_are_no_contact_and_no_gezag()
    {
        var contact = SourceTables.Only("ijw", Jw301, "CONTACT", "GEZAG", "ID_BASIS", "BSN");

        Assert.DoesNotContain("Erfgenaam", contact.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Bakkerij Jansen", contact.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Moeders", SourceTables.Only("ijw", Jw301, "GEZIN", "ID_BASIS").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Gezag_says_who_holds_it_and_contact_how_to_reach_them()
    {
        var gezag = SourceTables.Only("ijw", Jw301, "GEZAG");
        var contact = SourceTables.Only("ijw", Jw301, "CONTACT");

        Assert.DoesNotContain("Lindelaan", gezag.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("0611111111", gezag.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("relationship", contact.Text, StringComparison.Ordinal);
        Assert.Contains("0611111111", contact.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("04", "OTS")]
    [InlineData("05", "IBS")]
    [InlineData("01", "RM")]
    [InlineData("02", "RM")]
    [InlineData("03", "RM")]
    [InlineData("11", "TBS")]
    [InlineData("12", null)]
    public void JuridischeStatus_keeps_its_own_code_beside_the_zib_code(string code, string? zib)
    {
        var condition = Assert.Single(SourceTables.Only("ijw", Status(code), "VEILIGHEID", "STRAFRECHT").All("Condition"));
        var codings = condition.GetProperty("code").GetProperty("coding").EnumerateArray().Select(coding => coding.GetProperty("code").GetString());

        Assert.Equal(zib is null ? [code] : [zib, code], codings);
    }

    [Fact]
    public void A_status_of_criminal_law_is_not_released_as_a_safety_fact()
    {
        Assert.Empty(SourceTables.Only("ijw", Status("11"), "VEILIGHEID").All("Condition"));
        Assert.Single(SourceTables.Only("ijw", Status("04"), "VEILIGHEID").All("Condition"));
        Assert.DoesNotContain("wj232", SourceTables.Only("ijw", Status("04"), "JEUGDHULP_BESCHIKKING", "ID_BASIS", "GEZAG").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void C31_WJ003_06_is_6_in_the_zib_and_leading_zeros_stay_at_the_source()
    {
        var condition = Assert.Single(SourceTables.Only("ijw", Jw301, "GEZAG").All("Condition"));

        Assert.Equal("6", MappedBundle.Value(condition, "code.coding.0.code"));
        Assert.Equal("06", MappedBundle.Value(condition, "code.coding.1.code"));
    }

    [Fact]
    public void A_sign_interpreter_is_a_support_need_and_a_language_interpreter_is_not()
    {
        var sign = Jw301.Replace("<b:Vorm>1</b:Vorm>", "<b:Vorm>2</b:Vorm>", StringComparison.Ordinal);

        Assert.Contains("communicatievorm", SourceTables.Only("ijw", Jw301, "ID_BASIS", "CONTACT").Text, StringComparison.Ordinal);
        Assert.DoesNotContain("communicatievorm", SourceTables.Only("ijw", sign, "ID_BASIS", "CONTACT").Text, StringComparison.Ordinal);
        Assert.Contains("communicatievorm", SourceTables.Only("ijw", sign, "ID_BASIS", "ONDERSTEUNINGSBEHOEFTE").Text, StringComparison.Ordinal);
    }

    private static string Status(string code) => Jw301.Replace("JuridischeStatus>04", $"JuridischeStatus>{code}", StringComparison.Ordinal);
}
