using Xunit;

namespace ZioExchange.Adapters.Tests.Sources.Oso;

/// <summary>Documents that break the structure of OSO 2019.1 are refused as a whole.</summary>
public sealed class OsoStructureTests
{
    [Theory]
    [InlineData("metadata/datum")]
    [InlineData("overdrachtsoort")]
    [InlineData("huidigeschool/brincode")]
    [InlineData("huidigeschool/leerling/achternaam")]
    [InlineData("huidigeschool/leerling/verzorger/wettigevertegenwoordiger")]
    [InlineData("huidigeschool/leerling/onderwijsondersteuning/tlv/tlvswvnummer")]
    [InlineData("huidigeschool/leerling/onderwijsondersteuning/opp/opp_ingangdatum")]
    [InlineData("huidigeschool/leerling/toetslijst/toets/afname")]
    [InlineData("huidigeschool/leerling/cijferlijstlijst/cijferlijst/cijferlijstTypelijst/onderdeel/score")]
    public void A_document_without_an_obligatory_element_is_refused(string path) => Refused(OsoDossier.Ov().Without(path).ToString());

    [Theory]
    [InlineData("huidigeschool/leerling/achternaam", "<achternaam>Tweede</achternaam>")]
    [InlineData("huidigeschool/leerling/geslacht", "<geslacht>2</geslacht>")]
    [InlineData("huidigeschool/leerling/verzuim/frequentie", "<frequentie>3</frequentie>")]
    public void An_element_that_stands_twice_is_refused(string path, string second) => Refused(OsoDossier.Ov().After(path, second).ToString());

    [Theory]
    [InlineData("huidigeschool/leerling/achternaam", "<voornaam>Later</voornaam>")]
    [InlineData("huidigeschool/leerling/geslacht", "<geboortedatum>2012-01-01</geboortedatum>")]
    [InlineData("metadata/datum", "<pakketnaam>Later</pakketnaam>")]
    public void An_element_in_the_wrong_place_is_refused(string path, string misplaced) => Refused(OsoDossier.Ov().After(path, misplaced).ToString());

    [Fact]
    public void Both_branches_of_a_choice_are_refused() =>
        Refused(OsoDossier.OvOther().After("huidigeschool/leerling/onderwijsnummer", "<bsn>999990019</bsn>").ToString());

    [Fact]
    public void Another_root_and_a_cut_document_are_refused()
    {
        var dossier = OsoDossier.Ov().ToString();

        Refused(dossier.Replace("<dossier ", "<dossiers ", StringComparison.Ordinal).Replace("</dossier>", "</dossiers>", StringComparison.Ordinal));
        Refused(dossier[..(dossier.Length / 2)]);
        Refused("");
        Refused("{}");
    }

    [Theory]
    [InlineData("huidigeschool/leerling/datuminschrijving", "2027-06-31", "INVALID_DATE")]
    [InlineData("huidigeschool/leerling/onderwijsondersteuning/tlv/tlveinddatum", "2001-01-01", "END_BEFORE_START")]
    [InlineData("huidigeschool/leerling/onderwijsondersteuning/opp/opp_einddatum", "1999-12-31", "END_BEFORE_START")]
    [InlineData("huidigeschool/leerling/schoolloopbaanlijst/schoolloopbaan/einddatum", "1999-12-31", "END_BEFORE_START")]
    [InlineData("huidigeschool/leerling/schoolloopbaanlijst/schoolloopbaan/jaargroep", "9", "UNKNOWN_CODE")]
    [InlineData("huidigeschool/leerling/onderwijsondersteuning/diagnose/code", "F99", "UNKNOWN_CODE")]
    [InlineData("huidigeschool/leerling/verzuim/dagdelengeoorloofd", "veel", "INVALID_VALUE")]
    [InlineData("huidigeschool/brincode", "1234", "INVALID_VALUE")]
    public void A_value_that_cannot_be_is_an_issue_and_never_guessed(string path, string value, string code)
    {
        var run = MapRun.Of("oso", OsoDossier.Ov().With(path, value).ToString());

        Assert.Contains(code, run.IssueCodes);
        FhirContract.Valid(run);
    }

    [Theory]
    [InlineData("overstapdossier", true)]
    [InlineData("overdrachtbinnenbrin", false)]
    public void A_birth_date_is_obligatory_where_the_business_rules_say_so(string kind, bool missing)
    {
        var dossier = OsoDossier.Ov().With("overdrachtsoort", kind).Without("huidigeschool/leerling/geboortemaand").Without("huidigeschool/leerling/gba");

        Assert.Equal(missing, MapRun.Of("oso", dossier.ToString()).IssueCodes.Contains("REQUIRED_MISSING"));
    }

    [Fact]
    public void An_element_that_no_one_knows_is_told_and_does_not_leave()
    {
        var run = MapRun.Of("oso", OsoDossier.Ov().After("huidigeschool/leerling/overigvombo", "<vir>ja-ja</vir>").ToString());

        Assert.True(run.IsRefused || run.Forgotten.Any(path => path.EndsWith("/vir", StringComparison.Ordinal)));
        Assert.DoesNotContain("ja-ja", run.Json);
    }

    private static void Refused(string document) => Assert.True(MapRun.Of("oso", document).IsRefused);
}
