using Xunit;
using ZioExchange.Adapters.Mapping;

namespace ZioExchange.Adapters.Tests.Sources.Ijw;

/// <summary>Documents that are not iJw 3.2, or not sound, and values that cannot be.</summary>
public sealed class RefusalTests
{
    private static readonly string Jw301 = SourceTables.Fixture("Ijw/jw301-full.xml");

    [Theory]
    [InlineData("ijw/3_2/", "ijw/3_1/")]
    [InlineData("BerichtVersie>3<", "BerichtVersie>2<")]
    [InlineData("BerichtSubversie>2<", "BerichtSubversie>0<")]
    [InlineData("BerichtCode>436<", "BerichtCode>414<")]
    public void C28_another_version_is_refused_as_such(string part, string other) =>
        Assert.Equal(RefusalCode.WrongVersion, SourceTables.Refused("ijw", Jw301.Replace(part, other, StringComparison.Ordinal)).Code);

    [Theory]
    [InlineData("xmlns:m=\"http://www.istandaarden.nl/ijw/3_2/jw301/schema\"", "xmlns:m=\"urn:iets-anders\"")]
    [InlineData("m:Bericht", "m:Brief")]
    public void Something_else_is_refused(string part, string other) =>
        Assert.Equal(RefusalCode.NotThisFormat, SourceTables.Refused("ijw", Jw301.Replace(part, other, StringComparison.Ordinal)).Code);

    [Fact]
    public void A_look_alike_without_namespace_is_refused() =>
        SourceTables.Refused("ijw", "<Bericht><Header><BerichtVersie>3</BerichtVersie></Header></Bericht>");

    [Theory]
    [InlineData("<m:Bsn>999900006</m:Bsn>", "")]
    [InlineData("<m:Bsn>999900006</m:Bsn>", "<m:Bsn>999900006</m:Bsn><m:Bsn>999900006</m:Bsn>")]
    [InlineData("<m:JuridischeStatus>04</m:JuridischeStatus>\n    <m:WettelijkeVertegenwoordiging>06</m:WettelijkeVertegenwoordiging>", "<m:WettelijkeVertegenwoordiging>06</m:WettelijkeVertegenwoordiging><m:JuridischeStatus>04</m:JuridischeStatus>")]
    [InlineData("<m:Geslacht>1</m:Geslacht>", "<m:Geslacht>1</m:Geslacht><m:Budget>1</m:Budget>")]
    public void A_missing_doubled_turned_round_or_misplaced_element_refuses_the_message(string part, string other)
    {
        var at = Jw301.IndexOf(part, StringComparison.Ordinal);

        Assert.Equal(RefusalCode.WrongStructure, SourceTables.Refused("ijw", Jw301[..at] + other + Jw301[(at + part.Length)..]).Code);
    }

    [Fact]
    public void A_retour_code_directly_under_a_request_is_misplaced() =>
        Assert.Equal(RefusalCode.WrongStructure, SourceTables.Refused("ijw", SourceTables.Fixture("Ijw/jw318-full.xml")
            .Replace("<m:RedenVerzoek>", "<m:RetourCode>0200</m:RetourCode><m:RedenVerzoek>", StringComparison.Ordinal)).Code);

    [Fact]
    public void A_truncated_message_is_refused() => SourceTables.Refused("ijw", Jw301[..(Jw301.Length / 2)]);

    [Fact]
    public void A_day_that_does_not_exist_is_an_issue_and_no_date()
    {
        var bundle = SourceTables.Map("ijw", SourceTables.Fixture("Ijw/jw315-full.xml").Replace("ToewijzingEinddatum>2026-12-31", "ToewijzingEinddatum>2027-06-31", StringComparison.Ordinal));

        Assert.Equal(["INVALID_DATE"], bundle.Codes);
        Assert.DoesNotContain("2027-06-31", bundle.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_end_before_the_start_is_an_issue()
    {
        var bundle = SourceTables.Map("ijw", SourceTables.Fixture("Ijw/jw317-full.xml").Replace("Einddatum>2026-12-31", "Einddatum>2024-02-28", StringComparison.Ordinal));

        Assert.Equal(["END_BEFORE_START"], bundle.Codes);
        Assert.DoesNotContain("2024-02-28", bundle.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bsn>999900006", "Bsn>999900007", "INVALID_BSN")]
    [InlineData("b:Eenheid>83", "b:Eenheid>99", "UNKNOWN_CODE")]
    [InlineData("b:Eenheid>83", "b:Eenheid>1", "UNKNOWN_CODE")]
    [InlineData("JuridischeStatus>04", "JuridischeStatus>4", "UNKNOWN_CODE")]
    [InlineData("b:Categorie>45", "b:Categorie>Jeugdhulp ambulant", "UNKNOWN_CODE")]
    [InlineData("m:Budget>123456", "m:Budget>twaalf", "INVALID_VALUE")]
    [InlineData("Toewijzingstijd>14:05:00", "Toewijzingstijd>24:61:00", "INVALID_DATE")]
    public void A_value_that_cannot_be_is_an_issue_and_not_released(string part, string other, string code)
    {
        var bundle = SourceTables.Map("ijw", Jw301.Replace(part, other, StringComparison.Ordinal));

        Assert.Equal([code], bundle.Codes);
        Assert.DoesNotContain("twaalf", bundle.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("999900007", bundle.Text, StringComparison.Ordinal);
    }
}
