using Xunit;

namespace ZioExchange.Adapters.Tests.Sources.Oso;

/// <summary>Words and codes that OSO uses in another way than the other parties. Numbers are those of DEFINITIONS section 8.</summary>
public sealed class OsoConflictTests
{
    private const string Tlv = OsoDossier.Pupil + "/onderwijsondersteuning/tlv";
    private const string Career = OsoDossier.Pupil + "/schoolloopbaanlijst/schoolloopbaan";

    [Theory]
    [InlineData("0", "unknown")]
    [InlineData("1", "female")]
    [InlineData("2", "male")]
    public void C01_sex_code_1_is_vrouw_and_2_is_man_in_OSO(string code, string gender)
    {
        var patient = Map(OsoDossier.Ov().With(OsoDossier.Pupil + "/geslacht", code)).Only("Patient");

        Assert.Equal(gender, patient.At("gender"));
        Assert.Equal(code, patient.At("_gender.extension.0.valueCodeableConcept.coding.0.code"));
    }

    [Theory]
    [InlineData("02", "male")]
    [InlineData("+2", "male")]
    [InlineData("001", "female")]
    [InlineData("2.0", null)]
    [InlineData("22", null)]
    public void C01_the_sex_is_a_whole_number_however_it_is_written(string code, string? gender)
    {
        var run = Map(OsoDossier.Ov().With(OsoDossier.Pupil + "/geslacht", code));

        Assert.Equal(gender is null ? ["UNKNOWN_CODE"] : [], run.IssueCodes);
        Assert.Equal(gender, run.Only("Patient").At("gender"));
    }

    [Fact]
    public void The_number_of_a_samenwerkingsverband_is_the_same_with_and_without_dashes()
    {
        var tlv = Map(OsoDossier.Ov().With(Tlv + "/tlvswvnummer", "PO-26-04").With(Tlv + "/tlvbeschikkingsnummer", "TLV-2026-01")).All("Coverage").First(IsTlv);

        Assert.Equal("PO2604", tlv.At("payor.0.identifier.value"));
        Assert.Equal("https://zioexchange.nl/fhir/NamingSystem/tlv/PO2604", tlv.At("identifier.0.system"));
        Assert.Equal("TLV-2026-01", tlv.At("identifier.0.value"));
    }

    [Theory]
    [InlineData("SO", "h")]
    [InlineData("VO", "lesuur")]
    [InlineData(null, null)]
    public void C15_hours_of_absence_of_an_unknown_kind_of_school_are_not_guessed(string? kind, string? unit)
    {
        var dossier = kind is null ? OsoDossier.Ov().Without("huidigeschool/soort") : OsoDossier.Ov().With("huidigeschool/soort", kind);
        var run = Map(dossier, "VERZUIM");

        Assert.Equal(unit, run.Observation("verzuim-geoorloofd-uren").At("valueQuantity.code"));
        Assert.Equal(unit is null ? ["AMBIGUOUS_UNIT", "AMBIGUOUS_UNIT"] : [], run.IssueCodes);
    }

    [Fact]
    public void C01_sex_in_words_is_an_unknown_code()
    {
        var run = Map(OsoDossier.Ov().With(OsoDossier.Pupil + "/geslacht", "vrouw"));

        Assert.Contains("UNKNOWN_CODE", run.IssueCodes);
        Assert.DoesNotContain("\"vrouw\"", run.Json);
    }

    [Theory]
    [InlineData("1", "FTH")]
    [InlineData("2", "MTH")]
    [InlineData("3", "GUARD")]
    [InlineData("4", null)]
    public void C03_a_relation_without_a_known_label_gets_no_canonical_code(string code, string? role)
    {
        var parent = Map(OsoDossier.Ov().With(OsoDossier.Pupil + "/verzorger/relatietotkind", code)).All("RelatedPerson").First();
        var codings = parent.Get("relationship")[0].Get("coding").EnumerateArray().ToList();

        Assert.Equal(role is null ? [code] : [role, code], codings.Select(coding => coding.At("code")));
    }

    [Fact]
    public void C04_wettigevertegenwoordiger_is_what_the_school_says()
    {
        var parent = Map(OsoDossier.Ov(), "GEZAG").All("RelatedPerson").Single();

        Assert.Equal("true", parent.Extension("school-asserted-authority", "valueBoolean"));
    }

    [Fact]
    public void C05_akkoord_toestemming_and_inzage_are_three_facts_and_none_is_a_Consent()
    {
        var run = Map(OsoDossier.Ov().With("inzage/akkoord", "Nee").With("inzage/toestemming", "Ja"));

        Assert.Equal("false", run.Observation("akkoord-inhoud").At("valueBoolean"));
        Assert.Equal("true", run.Observation("toestemming-overdracht-volgens-school").At("valueBoolean"));
        Assert.Equal("true", run.Observation("inzage-ouders").At("valueBoolean"));
        Assert.Empty(run.All("Consent"));
    }

    [Fact]
    public void C08_and_C35_school_and_location_become_one_number_of_six_positions()
    {
        var school = Map(OsoDossier.Ov()).One("Organization", organization => organization.At("identifier.0.value") == "12AB01");

        Assert.Equal("https://zioexchange.nl/fhir/NamingSystem/brin", school.At("identifier.0.system"));
    }

    [Fact]
    public void C10_the_first_day_of_a_TLV_of_an_arrangement_and_of_school_stand_in_three_layers()
    {
        var run = Map(OsoDossier.Ov());

        Assert.StartsWith("2018-", run.All("Coverage").First(IsTlv).At("period.start"), StringComparison.Ordinal);
        Assert.StartsWith("2020-", run.All("ServiceRequest").First().At("occurrencePeriod.start"), StringComparison.Ordinal);
        Assert.StartsWith("2019-", run.All("EpisodeOfCare").First().At("period.start"), StringComparison.Ordinal);
    }

    [Fact]
    public void C11_and_C39_the_last_day_of_a_TLV_is_inclusive_and_need_not_be_31_July()
    {
        var run = Map(OsoDossier.Ov().With(Tlv + "/tlvbeschikkingsnummer", "55667788abcd").With(Tlv + "/tlveinddatum", "2027-02-14"));
        var tlv = run.All("Coverage").First(IsTlv);

        Assert.Equal("2027-02-14", tlv.At("period.end"));
        Assert.Equal("55667788abcd", tlv.At("identifier.0.value"));
        Assert.Empty(run.Issues);
    }

    [Fact]
    public void C12_a_TLV_without_last_day_is_open_not_endless()
    {
        var tlv = Map(OsoDossier.Ov().Without(Tlv + "/tlveinddatum")).All("Coverage").First(IsTlv);

        Assert.Null(tlv.At("period.end"));
        Assert.NotNull(tlv.At("period.start"));
    }

    [Fact]
    public void C18_every_arrangement_says_of_which_kind_it_is()
    {
        var orders = Map(OsoDossier.Ov()).All("ServiceRequest").ToList();

        Assert.Equal(["arrangement", "arrangement-cluster12"], orders.Select(order => order.At("category.0.coding.0.code")).Distinct().Order());
        Assert.All(orders, order => Assert.NotNull(order.At("performer.0.reference") ?? order.At("performer.0.identifier.value")));
    }

    [Fact]
    public void C21_a_diagnosis_keeps_the_code_of_the_school_and_claims_no_ICD_10()
    {
        var condition = Map(OsoDossier.Ov(), "GEZONDHEID_DIAGNOSE").All("Condition").First();

        Assert.All(condition.Get("code").Get("coding").EnumerateArray(), coding =>
            Assert.Equal("https://zioexchange.nl/fhir/CodeSystem/oso-codelijst-23", coding.At("system")));
        Assert.Equal("F90.0+", condition.At("code.coding.0.code"));
        Assert.StartsWith("GEZONDHEID_DIAGNOSE-", condition.At("code.text"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("H", "hoog")]
    [InlineData("M", "midden")]
    [InlineData("L", "laag")]
    [InlineData("Nvt", "nvt")]
    public void C22_the_category_of_a_TLV_is_a_letter(string code, string category) =>
        Assert.Equal(category, Map(OsoDossier.Ov().With(Tlv + "/tlvcategorie", code)).All("Coverage").First(IsTlv).At("class.0.value"));

    [Theory]
    [InlineData("1")]
    [InlineData("3")]
    [InlineData("zwaar")]
    public void C22_a_category_of_a_TLV_as_number_or_word_is_not_guessed(string code)
    {
        var run = Map(OsoDossier.Ov().With(Tlv + "/tlvcategorie", code));

        Assert.Contains("UNKNOWN_CODE", run.IssueCodes);
        Assert.Null(run.All("Coverage").First(IsTlv).At("class.0.value"));
    }

    [Theory]
    [InlineData("Ja", "true")]
    [InlineData("Nee", "false")]
    [InlineData("Onbekend", null)]
    public void C23_Ja_Nee_and_Onbekend_are_three_answers(string word, string? value)
    {
        var run = Map(OsoDossier.Ov().With("inzage/akkoord", word));

        Assert.Equal(value, run.Observation("akkoord-inhoud").At("valueBoolean"));
        Assert.Empty(run.Issues);
    }

    [Fact]
    public void C23_a_boolean_of_OSO_is_never_2()
    {
        var run = Map(OsoDossier.Ov().With(OsoDossier.Pupil + "/verzuim/contactleerplicht", "2"));

        Assert.NotEmpty(run.Issues);
        Assert.Null(run.Observation("contact-leerplicht").At("valueBoolean"));
    }

    [Fact]
    public void C24_only_the_birth_date_of_the_gba_is_written_DD_MM_EEJJ()
    {
        var other = OsoDossier.OvOther().With(OsoDossier.Pupil + "/gba/gbageboortedatum", "17-03-2003");
        Assert.StartsWith("2012-", Map(other).Only("Patient").At("birthDate"), StringComparison.Ordinal);

        var run = Map(other.Without(OsoDossier.Pupil + "/geboortedatum"));
        Assert.Equal("2003-03-17", run.Only("Patient").At("birthDate"));
        Assert.Contains("INVALID_DATE", Map(other.With(OsoDossier.Pupil + "/gba/gbageboortedatum", "2003-03-17")).IssueCodes);
    }

    [Fact]
    public void C24_a_birth_month_gives_a_partial_date() =>
        Assert.Equal("2012-05", Map(OsoDossier.Ov().Without(OsoDossier.Pupil + "/gba")).Only("Patient").At("birthDate"));

    [Fact]
    public void C25_names_keep_their_parts()
    {
        var name = Map(OsoDossier.Ov().With(OsoDossier.Pupil + "/voorletters-1", "L.J.M.F.").With(OsoDossier.Pupil + "/voorvoegsel", "van de")).Only("Patient").Get("name")[0];

        Assert.Equal(3, name.Get("given").GetArrayLength());
        Assert.Equal("L.J.M.F.", name.At("given.2"));
        Assert.Equal("BR", name.At("_given.0.extension.0.valueCode"));
        Assert.Equal("IN", name.At("_given.2.extension.0.valueCode"));
        Assert.StartsWith("van de ID_BASIS-", name.At("family"), StringComparison.Ordinal);
        Assert.Equal("van de", name.At("_family.extension.0.valueString"));
    }

    [Fact]
    public void C21_every_code_of_a_diagnosis_is_kept()
    {
        var codes = Map(OsoDossier.Ov(), "GEZONDHEID_DIAGNOSE").All("Condition").First().Get("code").Get("coding");

        Assert.Equal(["F90.0+", "H54.2"], codes.EnumerateArray().Select(coding => coding.At("code")!));
    }

    [Fact]
    public void C28_other_years_of_OSO_are_refused()
    {
        var dossier = OsoDossier.Ov().ToString();

        Assert.True(MapRun.Of("oso", dossier.Replace("/2019/dossier", "/2018/dossier", StringComparison.Ordinal)).IsRefused);
        Assert.True(Map(OsoDossier.Ov().With("metadata/standaardversie", "2017.1")).IsRefused);
        Assert.True(MapRun.Of("oso", dossier.Replace(" xmlns=\"http://www.edustandaard.nl/oso_gegevensset/2019/dossier\"", "", StringComparison.Ordinal)).IsRefused);
    }

    [Fact]
    public void C30_the_number_of_a_TLV_stands_under_the_SWV_that_gave_it()
    {
        var tlv = Map(OsoDossier.Ov().With(Tlv + "/tlvswvnummer", "PO2604")).All("Coverage").First(IsTlv);

        Assert.Equal("https://zioexchange.nl/fhir/NamingSystem/tlv/PO2604", tlv.At("identifier.0.system"));
        Assert.Equal("PO2604", tlv.At("payor.0.identifier.value"));
    }

    [Fact]
    public void C31_codes_keep_their_leading_zeros()
    {
        var test = Map(OsoDossier.Ov()).Observation("eindtoets");

        Assert.Equal("0011", test.At("method.coding.0.code"));
        Assert.Contains("UNKNOWN_CODE", Map(OsoDossier.Ov().WithEach("toetssoort", "11")).IssueCodes);
    }

    [Fact]
    public void C37_a_school_year_without_dates_is_an_estimated_period()
    {
        var run = Map(OsoDossier.Ov().Without(Career + "/begindatum").Without(Career + "/einddatum"));
        var year = run.One("EpisodeOfCare", episode => episode.At("period.start") == "2022-08-01");

        Assert.Equal("2023-07-31", year.At("period.end"));
        Assert.Equal("true", year.Get("period").Get("_start").Extension("estimated", "valueBoolean"));
        Assert.Equal("2022-2023", year.Extension("school-year", "valueString"));
    }

    [Fact]
    public void C38_a_guardian_that_is_an_organisation_is_no_RelatedPerson()
    {
        var run = Map(OsoDossier.Ov(), "GEZAG");

        Assert.StartsWith("GEZAG-", run.All("Organization").Single().At("name"), StringComparison.Ordinal);
        Assert.Single(run.All("RelatedPerson"));
    }

    [Fact]
    public void C40_a_dossier_without_TLV_has_no_gap()
    {
        var run = Map(OsoDossier.Ov().Without(Tlv).Without(Tlv));

        Assert.Empty(run.Issues);
        Assert.DoesNotContain(run.All("Coverage"), IsTlv);
    }

    private static bool IsTlv(System.Text.Json.JsonElement coverage) => coverage.At("type.coding.0.code") == "tlv";

    private static MapRun Map(OsoDossier dossier, string? categories = null) => MapRun.Of("oso", dossier.ToString(), categories);
}
