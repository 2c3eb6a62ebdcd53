using System.Text.Json.Nodes;
using Xunit;
using ZioExchange.Adapters.Tests.Sources.Oso;

namespace ZioExchange.Adapters.Tests.Sources.EduV;

/// <summary>A pupil of the Edu-V Students API, the second dialect of a school.</summary>
public sealed class EduVStudentTests
{
    public static TheoryData<string> Categories => [.. MapRun.Categories];

    [Theory]
    [InlineData("school")]
    [InlineData("eduv")]
    public void A_pupil_with_every_field_filled_is_mapped_whole_and_valid(string source)
    {
        var run = CategoryContract.Whole(source, Full());

        Assert.Equal("eduv", run.Dialect);
        FhirContract.Valid(run);
    }

    [Theory]
    [MemberData(nameof(Categories))]
    public void One_category_releases_its_own_facts_only(string category) =>
        Assert.Equal(category is "ID_BASIS" or "SCHOOL_BASIS", CategoryContract.OnlyItsOwn("eduv", Full(), category).Resources.Count > 0);

    [Theory]
    [MemberData(nameof(Categories))]
    public void Without_a_category_nothing_of_it_leaves(string category) => CategoryContract.NothingOf(category, "eduv", Full());

    [Theory]
    [InlineData("female", "female")]
    [InlineData("male", "male")]
    [InlineData("other", "other")]
    [InlineData("unspecified", "unknown")]
    public void C01_sex_in_words_is_mapped_by_its_own_list(string word, string gender)
    {
        var patient = Map(JsonRecord.Full("EduV").With("gender", word)).Only("Patient");

        Assert.Equal(gender, patient.At("gender"));
        Assert.Equal(word, patient.At("_gender.extension.0.valueCodeableConcept.coding.0.code"));
    }

    [Fact]
    public void C01_a_number_is_no_sex_here() =>
        Assert.Contains("UNKNOWN_CODE", Map(JsonRecord.Full("EduV").With("gender", "1")).IssueCodes);

    [Fact]
    public void C07_a_number_of_an_unknown_kind_does_not_leave()
    {
        var record = JsonRecord.Full("EduV").With("userIds/0/userIdType", "BSN").With("userIds/0/userId", "999990019");

        Assert.DoesNotContain("999990019", Map(record).Json);
    }

    [Fact]
    public void C26_a_dummy_is_no_mail_address()
    {
        var run = Map(JsonRecord.Full("EduV").With("email", "geheim@geheim.geheim"));

        Assert.DoesNotContain("geheim@", run.Json);
        Assert.Null(run.Only("Patient").At("telecom"));
    }

    [Fact]
    public void C25_the_prefix_of_a_name_is_kept_apart()
    {
        var name = Map(JsonRecord.Full("EduV").With("familyNamePrefix", "van der").With("familyName", "Berg")).Only("Patient").Get("name")[0];

        Assert.Equal("van der Berg", name.At("family"));
        Assert.Equal("van der", name.At("_family.extension.0.valueString"));
    }

    [Fact]
    public void C35_the_location_of_a_school_has_six_positions()
    {
        var school = Map(JsonRecord.Full("EduV")).Only("Organization");

        Assert.Contains(school.Get("identifier").EnumerateArray(), identifier =>
            identifier.At("system") == "https://zioexchange.nl/fhir/NamingSystem/brin" && identifier.At("value") == "12AB01");
    }

    [Fact]
    public void A_school_of_which_only_the_location_is_told_is_there_and_none_when_nothing_names_it()
    {
        var location = JsonNode.Parse("""[{"organisationId": "12AB01", "organisationIdType": "V_ID"}]""");
        var school = Map(JsonRecord.Full("EduV").Without("organisationMasterIdentifier").With("organisationIds", location), "SCHOOL_BASIS").Only("Organization");

        Assert.Equal("12AB01", school.At("identifier.0.value"));
        Assert.Empty(Map(JsonRecord.Full("EduV").Without("organisationMasterIdentifier").Without("organisationIds")).All("Organization"));
    }

    [Fact]
    public void A_pupil_is_known_by_the_number_of_the_chain_or_by_another_one()
    {
        Assert.False(Map(JsonRecord.Full("EduV").Without("userMasterIdentifier")).IsRefused);
        Assert.False(Map(JsonRecord.Full("EduV").Without("userIds")).IsRefused);
        Assert.True(Map(JsonRecord.Full("EduV").Without("userMasterIdentifier").Without("userIds")).IsRefused);
    }

    [Theory]
    [InlineData("givenName")]
    [InlineData("familyName")]
    public void A_pupil_without_name_is_refused(string field) => Assert.True(Map(JsonRecord.Full("EduV").Without(field)).IsRefused);

    private static string Full() => JsonRecord.Full("EduV").ToString();

    private static MapRun Map(JsonRecord record, string? categories = null) => MapRun.Of("eduv", record.ToString(), categories);
}
