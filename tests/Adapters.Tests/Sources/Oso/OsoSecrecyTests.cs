using Xunit;

namespace ZioExchange.Adapters.Tests.Sources.Oso;

/// <summary>What OSO marks as secret does not leave, whatever is permitted. Conflicts 7 and 26 of DEFINITIONS section 8.</summary>
public sealed class OsoSecrecyTests
{
    private const string Parent = OsoDossier.Pupil + "/verzorger";
    private const string Phone = OsoDossier.Pupil + "/communicatielijst/communicatie";

    [Fact]
    public void C07_a_BSN_in_a_dossier_for_an_SWV_does_not_leave()
    {
        var bsn = "<bsn>999990019</bsn>";
        var pao = OsoDossier.Pao().After(OsoDossier.Pupil + "/adresbuitenland", "").ToString().Replace("<leerlingid>", bsn + "<leerlingid>", StringComparison.Ordinal);

        var run = MapRun.Of("oso", pao);

        Assert.False(run.IsRefused);
        Assert.DoesNotContain("999990019", run.Json);
        Assert.Contains(run.Ignored, ignored => ignored.Path.EndsWith("/bsn", StringComparison.Ordinal));
    }

    [Fact]
    public void C07_an_onderwijsnummer_in_a_dossier_for_an_SWV_does_not_leave()
    {
        var pao = OsoDossier.Pao().ToString().Replace("<leerlingid>", "<onderwijsnummer>100000011</onderwijsnummer><leerlingid>", StringComparison.Ordinal);

        Assert.DoesNotContain("100000011", MapRun.Of("oso", pao).Json);
    }

    [Fact]
    public void C07_a_BSN_that_fails_the_elfproef_is_an_issue_and_is_not_repeated()
    {
        var run = Map(OsoDossier.Ov().ToString().Replace("999990019", "999990018", StringComparison.Ordinal).Replace("<onderwijsnummer>100000011</onderwijsnummer>", "<bsn>999990018</bsn>", StringComparison.Ordinal));

        Assert.Contains("INVALID_BSN", run.IssueCodes);
        Assert.DoesNotContain("999990018", run.Json);
        Assert.DoesNotContain(run.Issues, issue => issue.Value.Contains("999990018", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("1")]
    [InlineData("Ja")]
    public void C26_a_secret_address_of_the_child_does_not_leave_and_the_child_is_restricted(string secret)
    {
        var run = Map(OsoDossier.OvOther().With(OsoDossier.Pupil + "/adresgeheim", secret).ToString());
        var patient = run.Only("Patient");

        Assert.Null(patient.At("address"));
        Assert.Contains(patient.Get("meta").Get("security").EnumerateArray(), label => label.At("code") == "R");
    }

    [Fact]
    public void C26_a_secret_address_of_the_child_is_not_told_through_its_parent()
    {
        var run = Map(OsoDossier.OvOther().With(OsoDossier.Pupil + "/adresgeheim", "true").Without(Parent + "/adresgeheim").ToString());

        Assert.Null(run.All("RelatedPerson").First().At("address"));
        Assert.Null(run.One("Organization", organization => organization.At("name")!.StartsWith("GEZAG-", StringComparison.Ordinal)).At("address"));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void C26_a_secret_address_of_the_child_is_not_told_through_its_family_doctor(string secret, bool isHidden)
    {
        var run = Map(OsoDossier.OvOther().With(OsoDossier.Pupil + "/adresgeheim", secret).With(OsoDossier.Pupil + "/huisarts/adresgeheim", "false").ToString());

        Assert.Equal(isHidden, run.Only("Practitioner").At("address") is null);
    }

    [Fact]
    public void C26_a_secret_address_of_a_parent_does_not_leave_and_that_of_the_child_does()
    {
        var run = Map(OsoDossier.OvOther().With(Parent + "/adresgeheim", "true").ToString());

        Assert.Null(run.All("RelatedPerson").First().At("address"));
        Assert.NotNull(run.Only("Patient").At("address"));
    }

    [Theory]
    [InlineData("9999999999")]
    [InlineData("geheim@geheim.geheim")]
    public void C26_a_dummy_is_no_telephone_number(string dummy)
    {
        var before = Map(OsoDossier.Ov().ToString()).Only("Patient").Get("telecom").GetArrayLength();
        var run = Map(OsoDossier.Ov().With(Phone + "/nummer", dummy).ToString());

        Assert.DoesNotContain(dummy, run.Json);
        Assert.Equal(before - 1, run.Only("Patient").Get("telecom").GetArrayLength());
    }

    [Fact]
    public void C26_a_number_marked_as_secret_does_not_leave_even_when_it_is_no_dummy()
    {
        var run = Map(OsoDossier.Ov().With(Phone + "/nummer", "0612345678").With(Phone + "/geheim", "true").ToString());

        Assert.DoesNotContain("0612345678", run.Json);
    }

    [Fact]
    public void A_number_of_which_the_school_does_not_say_what_it_is_is_an_issue_and_has_no_made_up_system()
    {
        var run = Map(OsoDossier.Ov().With(Phone + "/soort", " ").ToString());

        Assert.Contains("OSO-L-42", run.RequiredMissing);
        Assert.Contains(run.Only("Patient").Get("telecom").EnumerateArray(), number => number.TryGetProperty("_system", out _) && number.TryGetProperty("value", out _));
    }

    [Fact]
    public void A_person_who_holds_no_gezag_is_a_third_person()
    {
        var run = Map(OsoDossier.Ov().With(Parent + "/wettigevertegenwoordiger", "false").ToString(), "CONTACT");

        Assert.Empty(run.All("RelatedPerson"));
    }

    [Fact]
    public void A_parent_who_died_is_not_a_contact()
    {
        var run = Map(OsoDossier.Ov().With(Parent + "/overleden", "true").ToString(), "CONTACT,GEZAG");

        Assert.Empty(run.All("RelatedPerson"));
    }

    [Fact]
    public void A_person_of_whom_the_school_does_not_say_who_it_is_does_not_leave()
    {
        var run = Map(OsoDossier.Ov().With(Parent + "/wettigevertegenwoordiger", "misschien").ToString());

        Assert.DoesNotContain(run.All("RelatedPerson"), person => person.GetRawText().Contains("CONTACT-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("cat_verzuim", "VERZUIM")]
    [InlineData("cat_handelingsplannen", "OPP_BEGELEIDING")]
    [InlineData("cat_onderwijsondersteuning", "GEZONDHEID_DIAGNOSE,OPP_KERN,TLV,ARRANGEMENT,ONDERSTEUNINGSBEHOEFTE")]
    [InlineData("cat_oudersverzorgers", "GEZAG,GEZIN")]
    public void A_part_that_the_family_opted_out_of_does_not_leave_even_when_it_is_there(string part, string categories)
    {
        var run = Map(OsoDossier.Ov().With("metadata/categorie_uitlevering/" + part, "OPT-UIT").ToString(), categories);

        Assert.False(run.IsRefused);
        Assert.DoesNotContain(run.Resources, resource => resource.At("resourceType") is not "Practitioner");
    }

    [Theory]
    [InlineData("cat_ouderinzage", "inzage-ouders")]
    [InlineData("cat_vve", "voorschoolse-educatie")]
    [InlineData("cat_schoolloopbaan", "schoolloopbaan")]
    [InlineData("cat_overstapadvies", "schooladvies")]
    [InlineData("cat_onderwijsondersteuning", "toelichting-onderwijsbehoeften")]
    [InlineData("cat_verzuim", "verzuim-geoorloofd-dagdelen")]
    [InlineData("cat_eindtoetsbo", "eindtoets-domein")]
    [InlineData("cat_toetsresultaten", "toetsonderdeel")]
    [InlineData("cat_cijferlijsten", "rapportcijfer")]
    [InlineData("cat_vombo", "competentie")]
    public void A_part_that_is_withheld_or_forbidden_is_gone_and_the_rest_stays(string part, string code)
    {
        var whole = Map(OsoDossier.Ov().ToString());
        Assert.Contains($"\"code\":\"{code}\"", whole.Json);

        foreach (var choice in new[] { "OPT-UIT", "VERBODEN" })
        {
            var run = Map(OsoDossier.Ov().With("metadata/categorie_uitlevering/" + part, choice).ToString());

            Assert.DoesNotContain($"\"code\":\"{code}\"", run.Json);
            Assert.InRange(run.Resources.Count, 40, whole.Resources.Count - 1);
            FhirContract.Linked(run);
        }
    }

    private static MapRun Map(string dossier, string? categories = null) => MapRun.Of("oso", dossier, categories);
}
