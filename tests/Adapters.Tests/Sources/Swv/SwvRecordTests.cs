using Xunit;
using ZioExchange.Adapters.Tests.Sources.Oso;

namespace ZioExchange.Adapters.Tests.Sources.Swv;

/// <summary>The record of a samenwerkingsverband: nothing forgotten, valid FHIR, one category at a time.</summary>
public sealed class SwvRecordTests
{
    private static readonly string[] Held = ["ID_BASIS", "TLV", "ARRANGEMENT", "DESKUNDIGENADVIES", "ONDERSTEUNINGSBEHOEFTE", "GEZIN"];

    public static TheoryData<string> Categories => [.. MapRun.Categories];

    [Fact]
    public void A_record_with_every_field_filled_is_mapped_whole_and_valid()
    {
        var run = CategoryContract.Whole("swv", Full());

        FhirContract.Valid(run);
        FhirContract.Linked(run);
    }

    [Theory]
    [MemberData(nameof(Categories))]
    public void One_category_releases_its_own_facts_only(string category) =>
        Assert.Equal(Held.Contains(category), CategoryContract.OnlyItsOwn("swv", Full(), category).Resources.Count > 0);

    [Theory]
    [MemberData(nameof(Categories))]
    public void Without_a_category_nothing_of_it_leaves(string category) => CategoryContract.NothingOf(category, "swv", Full());

    [Fact]
    public void Remarks_about_third_persons_never_travel() => CategoryContract.NothingThatNeverTravels("swv", Full());

    [Fact]
    public void C07_an_SWV_has_no_title_to_the_BSN()
    {
        var record = JsonRecord.Full("Swv").With("subject/identifier/system", "http://fhir.nl/fhir/NamingSystem/bsn").With("subject/identifier/value", "999990019");

        Assert.DoesNotContain("999990019", Map(record).Json);
    }

    [Theory]
    [InlineData("TLV_AANVRAAG", "TLV")]
    [InlineData("ARRANGEMENT", "ARRANGEMENT")]
    [InlineData("ARRANGEMENT_TOEWIJZING", "ARRANGEMENT")]
    [InlineData("THUISZITTER", "VERZUIM")]
    public void A_request_has_the_category_of_what_it_asks(string kind, string category)
    {
        var record = JsonRecord.Full("Swv").With("verzoek/soort", kind);

        Assert.Equal(kind, Map(record, category).Only("Task").At("code.coding.0.code"));
        Assert.Empty(Map(record, string.Join(',', MapRun.Categories.Where(other => other != category))).All("Task"));
    }

    [Fact]
    public void C18_and_C20_a_TLV_is_a_right_and_an_arrangement_is_an_order()
    {
        var run = Map(JsonRecord.Full("Swv"));

        Assert.Equal(2, run.All("Coverage").Count());
        Assert.All(run.All("ServiceRequest"), order =>
        {
            Assert.Equal("order", order.At("intent"));
            Assert.Equal("arrangement", order.At("category.0.coding.0.code"));
        });
    }

    [Theory]
    [InlineData("H", "hoog")]
    [InlineData("M", "midden")]
    [InlineData("L", "laag")]
    [InlineData("Nvt", "nvt")]
    public void C22_the_category_of_a_TLV_is_a_letter(string code, string category) =>
        Assert.Equal(category, Map(JsonRecord.Full("Swv").With("tlv/0/categorie", code)).All("Coverage").First().At("class.0.value"));

    [Fact]
    public void C22_a_number_is_no_category_of_a_TLV() =>
        Assert.Contains("UNKNOWN_CODE", Map(JsonRecord.Full("Swv").With("tlv/0/categorie", "2")).IssueCodes);

    [Theory]
    [InlineData("geldig", "active")]
    [InlineData("ingetrokken", "cancelled")]
    [InlineData("verlopen", "cancelled")]
    [InlineData(null, "active")]
    public void A_TLV_that_was_withdrawn_or_lapsed_gives_no_right(string? status, string expected)
    {
        var record = status is null ? JsonRecord.Full("Swv").Without("tlv/0/status") : JsonRecord.Full("Swv").With("tlv/0/status", status);

        Assert.Equal(expected, Map(record, "TLV").All("Coverage").First().At("status"));
    }

    [Fact]
    public void C30_numbers_of_decisions_stand_under_the_SWV_that_gave_them()
    {
        var run = Map(JsonRecord.Full("Swv"));

        Assert.Equal("https://zioexchange.nl/fhir/NamingSystem/tlv/PO2604", run.All("Coverage").First().At("identifier.0.system"));
        Assert.Equal("https://zioexchange.nl/fhir/NamingSystem/arrangement/PO2604", run.All("ServiceRequest").First().At("identifier.0.system"));
    }

    [Theory]
    [InlineData("uur", "week", 2, "120")]
    [InlineData("minuut", "week", 45, "45")]
    [InlineData("dagdeel", "week", 1, null)]
    [InlineData("euro", "schooljaar", 1500, null)]
    public void C13_a_volume_says_minutes_a_week_only_when_that_can_be_said(string unit, string per, int amount, string? minutes)
    {
        var record = JsonRecord.Full("Swv").With("arrangementen/0/omvang/eenheid", unit).With("arrangementen/0/omvang/per", per).With("arrangementen/0/omvang/aantal", amount);
        var volume = Map(record, "ARRANGEMENT").All("ServiceRequest").First().Get("extension")[0];
        var told = volume.Get("extension").EnumerateArray().Where(part => part.At("url") == "minutesPerWeek").Select(part => part.At("valueDecimal")).SingleOrDefault();

        Assert.Equal(minutes, told);
    }

    [Theory]
    [InlineData("version", "0.9")]
    [InlineData("tlv/0/begin", null)]
    [InlineData("verzoek/soort", null)]
    public void Another_version_or_a_missing_field_is_refused(string path, string? value)
    {
        var record = value is null ? JsonRecord.Full("Swv").Without(path) : JsonRecord.Full("Swv").With(path, value);

        Assert.True(Map(record).IsRefused);
    }

    private static string Full() => JsonRecord.Full("Swv").ToString();

    private static MapRun Map(JsonRecord record, string? categories = null) => MapRun.Of("swv", record.ToString(), categories);
}
