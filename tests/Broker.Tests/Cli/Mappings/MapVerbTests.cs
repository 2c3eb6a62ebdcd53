using System.Text.Json;
using Xunit;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Cli.Mappings;

public sealed class MapVerbTests
{
    private static readonly string Toewijzing = MapRun.Document("Ijw", "Fixtures", "jw301-full.xml");
    private static readonly string School = MapRun.Document("School", "Documents", "full.json");

    [Fact]
    public void A_document_becomes_a_bundle_of_type_collection_with_an_address_for_every_entry()
    {
        var run = MapRun.Of("ijw", Toewijzing);
        var bundle = JsonElement.Parse(run.Output);

        Assert.Equal((0, ""), (run.Code, run.Messages));
        Assert.Equal(("Bundle", "collection"), (bundle.GetProperty("resourceType").GetString(), bundle.GetProperty("type").GetString()));
        Assert.All(bundle.GetProperty("entry").EnumerateArray(), entry => Assert.EndsWith(
            $"{entry.GetProperty("resource").GetProperty("resourceType").GetString()}/{entry.GetProperty("resource").GetProperty("id").GetString()}",
            entry.GetProperty("fullUrl").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_dash_reads_standard_input_and_gives_the_same_bytes()
    {
        Assert.Equal(MapRun.Of("ijw", Toewijzing).Output, MapRun.Of(File.ReadAllText(Toewijzing), ["ijw", "-"]).Output);
    }

    [Fact]
    public void A_dialect_may_be_named_and_another_dialect_is_refused()
    {
        Assert.Equal(0, MapRun.Of("ijw-jw301", Toewijzing).Code);
        Assert.Equal((65, 0), (MapRun.Of("ijw-jw305", Toewijzing).Code, MapRun.Of("ijw-jw305", Toewijzing).Output.Length));
    }

    [Theory]
    [InlineData("<Bericht>", "")]
    [InlineData("</", "")]
    [InlineData("", "")]
    public void What_cannot_be_mapped_to_its_end_leaves_standard_output_empty(string document, string expected)
    {
        var whole = File.ReadAllText(Toewijzing);
        var run = MapRun.Of(document.Length == 0 ? whole[..(whole.Length * 9 / 10)] : document, ["ijw", "-"]);

        Assert.Equal((65, expected), (run.Code, run.Text));
        Assert.NotEmpty(run.Messages);
    }

    [Fact]
    public void A_value_that_cannot_be_ends_with_1_and_a_message_in_two_languages_without_the_number()
    {
        var bsn = JsonElement.Parse(MapRun.Of("ijw", Toewijzing, "--categories", "BSN,ID_BASIS").Output).GetProperty("entry")[0]
            .GetProperty("resource").GetProperty("identifier")[0].GetProperty("value").GetString()!;
        var run = MapRun.Of(File.ReadAllText(Toewijzing).Replace(bsn, "123456789", StringComparison.Ordinal), ["ijw", "-"]);

        Assert.Equal(1, run.Code);
        Assert.Contains("INVALID_BSN", run.Messages, StringComparison.Ordinal);
        Assert.Contains(" / ", run.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("123456789", run.Messages + run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_categories_that_are_asked_for_come_out_and_without_identity_there_is_no_patient()
    {
        var run = MapRun.Of("ijw", Toewijzing, "--categories", "JEUGDHULP_BESCHIKKING");

        Assert.Equal(0, run.Code);
        Assert.NotEmpty(run.Entries);
        Assert.DoesNotContain(run.Entries, one => one.GetProperty("resourceType").GetString() == "Patient");
        Assert.All(run.Entries, one => Assert.Equal(
            ["JEUGDHULP_BESCHIKKING"], one.GetProperty("meta").GetProperty("security").EnumerateArray().Select(label => label.GetProperty("code").GetString())));
        Assert.All(run.Entries.Where(one => one.TryGetProperty("subject", out _)), one => Assert.Equal(
            "masked", one.GetProperty("subject").GetProperty("extension")[0].GetProperty("valueCode").GetString()));
    }

    [Fact]
    public void A_category_that_holds_nothing_gives_a_bundle_without_entries()
    {
        var run = MapRun.Of("ijw", Toewijzing, "--categories", "OPP_KERN");

        Assert.Equal((0, false), (run.Code, JsonElement.Parse(run.Output).TryGetProperty("entry", out _)));
    }

    [Theory]
    [InlineData("Vandaag is 2026-11-24")]
    [InlineData("2026-11-24")]
    [InlineData("2026-11-24T09:00:00Z")]
    public void The_day_is_a_date_or_bad_usage(string now) => Assert.Equal(now.StartsWith('V') ? 2 : 0, MapRun.Of("school", School, "--now", now).Code);

    [Theory]
    [InlineData("")]
    [InlineData("ijw")]
    [InlineData("ijw a b")]
    [InlineData("onbekend -")]
    [InlineData("ijw - --categories NIETS")]
    [InlineData("ijw - --categories")]
    [InlineData("ijw - --now 2027-06-31")]
    [InlineData("ijw - --weg x")]
    public void Bad_usage_ends_with_2_and_says_how_to_use_it(string line)
    {
        var run = MapRun.Of(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal((2, 0), (run.Code, run.Output.Length));
        Assert.Contains("See: zio map --help", run.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_ends_with_65_and_a_report_that_cannot_be_written_with_2()
    {
        Assert.Equal((65, 0), (MapRun.Of("ijw", "/er/is/niets.xml").Code, MapRun.Of("ijw", "/er/is/niets.xml").Output.Length));
        Assert.Equal((2, 0), (MapRun.Of("ijw", Toewijzing, "--report", "/er/is/niets/r.json").Code, MapRun.Of("ijw", Toewijzing, "--report", "/er/is/niets/r.json").Output.Length));
    }

    [Theory]
    [InlineData("ggkberichten/ggk_Di01.xml")]
    [InlineData("ggkberichten/ggk_Du01.xml")]
    [InlineData("voorbeeldberichten/envelopHeenbericht-ggk_Di01_v21.xml")]
    [InlineData("voorbeeldberichten/envelopRetourbericht-ggk_Du01-v21.xml")]
    public void An_official_envelope_is_opened_and_its_content_judged(string sample)
    {
        var path = SharedFolder.Locate(["standards", "data", "ggk-stuf", .. sample.Split('/')]);
        var run = MapRun.Of("ijw", path);

        // The samples hold a placeholder for the message, so a clear refusal is the right answer.
        Assert.Equal((65, 0), (run.Code, run.Output.Length));
        Assert.NotEmpty(run.Messages);
    }

    [Fact]
    public void A_message_in_an_official_envelope_maps_as_the_message_itself()
    {
        var path = SharedFolder.Locate("standards", "data", "ggk-stuf", "voorbeeldberichten", "envelopHeenbericht-ggk_Di01_v21.xml");
        var envelope = System.Xml.Linq.XDocument.Load(path);
        envelope.Descendants().Single(element => element.Name.LocalName == "functie").Value = "JW301";
        envelope.Descendants().Single(element => element.Name.LocalName == "bericht").Value = Convert.ToBase64String(File.ReadAllBytes(Toewijzing));
        var run = MapRun.Of(envelope.ToString(), ["ijw", "-"]);

        Assert.Equal("", run.Messages);
        Assert.Equal(MapRun.Of("ijw", Toewijzing).Output, run.Output);
    }
}
