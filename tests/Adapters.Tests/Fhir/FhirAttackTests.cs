using System.Text;
using Xunit;
using ZioExchange.Adapters.Fhir;

namespace ZioExchange.Adapters.Tests.Fhir;

/// <summary>Documents made to hurt: each is refused, with few issues and without a crash.</summary>
public sealed class FhirAttackTests
{
    [Theory]
    [InlineData("{\"resourceType\":\"Patient\",\"contained\":[", "]}")]
    [InlineData("[", "]")]
    public void Ten_thousand_levels_end_at_the_limit(string open, string close)
    {
        var json = string.Concat(Enumerable.Repeat(open, 10_000)) + string.Concat(Enumerable.Repeat(close, 10_000));

        Assert.Equal(FhirIssueCode.TooDeep, Validate(json)[^1].Code);
    }

    [Fact]
    public void Extensions_within_extensions_end_at_the_limit()
    {
        var json = "{\"resourceType\":\"Patient\"," + string.Concat(Enumerable.Repeat("\"extension\":[{\"url\":\"urn:x\",", 5000));

        Assert.Equal(FhirIssueCode.TooDeep, Assert.Single(Validate(json)).Code);
    }

    [Fact]
    public void A_level_below_the_limit_is_read()
    {
        const int Levels = 30;   // an array and an object each, and the resource itself
        var json = "{\"resourceType\":\"Patient\"," + string.Concat(Enumerable.Repeat("\"extension\":[{\"url\":\"urn:x\",", Levels))
            + "\"valueCode\":\"a\"" + string.Concat(Enumerable.Repeat("}]", Levels)) + "}";

        Assert.Empty(Validate(json));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("1")]
    [InlineData("\"\\uD800\"")]
    public void A_million_faults_stop_at_the_limit_of_issues(string item)
    {
        var json = "{\"resourceType\":\"Patient\",\"name\":[{\"given\":[" + string.Join(',', Enumerable.Repeat(item, 1_000_000)) + "]}]}";

        var issues = Validate(json);

        Assert.Equal(FhirLimits.Default.MaxIssues + 1, issues.Count);
        Assert.Equal(FhirIssueCode.TooManyIssues, issues[^1].Code);
    }

    [Fact]
    public void Two_long_arrays_of_null_and_value_are_paired_in_one_go()
    {
        var values = string.Join(',', Enumerable.Repeat("null,\"x\"", 200_000));
        var beside = string.Join(',', Enumerable.Repeat("{\"id\":\"a\"},null", 200_000));

        Assert.Empty(Validate($$"""{"resourceType":"Patient","name":[{"given":[{{values}}],"_given":[{{beside}}]}]}"""));
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("1E+99999999999999999999")]
    public void A_number_that_no_double_holds_is_refused(string number)
    {
        var issue = Assert.Single(Validate($$"""{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":{{number}} } }"""));

        Assert.Equal((FhirIssueCode.BadFormat, "Observation.valueQuantity.value"), (issue.Code, issue.Expression));
    }

    [Fact]
    public void A_number_of_a_million_digits_is_refused()
    {
        var json = $$"""{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":{{new string('9', 1_000_000)}} } }""";

        Assert.Equal(FhirIssueCode.BadFormat, Assert.Single(Validate(json)).Code);
    }

    [Theory]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF })]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0x00 })]
    [InlineData(new byte[] { 0xFE, 0xFF })]
    public void Bytes_before_the_document_are_refused(byte[] before)
    {
        byte[] json = [.. before, .. "{\"resourceType\":\"Patient\"}"u8];

        Assert.Equal(FhirIssueCode.NotJson, Assert.Single(FhirValidator.Validate(json, FhirTable.Types)).Code);
    }

    [Fact]
    public void A_surrogate_or_half_a_letter_in_raw_bytes_is_refused()
    {
        Assert.All(new byte[][] { [0xED, 0xA0, 0x80], [0xC3], [0xC0, 0x80], [0xF5, 0x80, 0x80, 0x80] }, letter =>
        {
            byte[] json = [.. "{\"resourceType\":\"Patient\",\"language\":\""u8, .. letter, .. "\"}"u8];
            Assert.Equal(FhirIssueCode.NotJson, Assert.Single(FhirValidator.Validate(json, FhirTable.Types)).Code);
        });
    }

    [Theory]
    [InlineData("""{"resourceType":"Patient","\uD800":1}""")]
    [InlineData("""{"resourceType":"Patient","\uD800\uD800":1,"\uDC00":2}""")]
    public void A_key_that_is_no_text_is_an_unknown_element(string json) =>
        Assert.All(Validate(json), issue => Assert.Equal((FhirIssueCode.UnknownElement, "Patient"), (issue.Code, issue.Expression)));

    [Theory]
    [InlineData("""{"resourceType":"Patient",}""")]
    [InlineData("""{"resourceType":"Patient"}/* x */""")]
    [InlineData("""{'resourceType':'Patient'}""")]
    [InlineData("""{"resourceType":"Patient","active":tru}""")]
    [InlineData("""{"resourceType":"Patient"}{"resourceType":"Patient"}""")]
    [InlineData("""{"resourceType":"Patient","birthDate":"2016""")]
    public void What_lenient_parsers_take_is_refused(string json) => Assert.Equal(FhirIssueCode.NotJson, Validate(json)[^1].Code);

    [Fact]
    public void No_issue_repeats_what_the_document_says()
    {
        const string Secret = "123456782";
        string[] documents =
        [
            $$"""{"resourceType":"Patient","{{Secret}}":1,"gender":"{{Secret}}","birthDate":"{{Secret}}","active":{{Secret}},"id":"_{{Secret}}"}""",
            $$"""{"resourceType":"{{Secret}}"}""",
            $$"""{"resourceType":"Patient","active":true{{Secret}}}""",
            $$"""{"resourceType":"Patient","generalPractitioner":[{"reference":"Patient/{{Secret}}"}]}""",
        ];

        Assert.All(documents, json => Assert.DoesNotContain(Secret, string.Join('\n', Validate(json)), StringComparison.Ordinal));
    }

    [Fact]
    public void Any_cut_of_a_document_is_refused_and_none_crashes()
    {
        var json = File.ReadAllBytes(Path.Combine(FhirTable.Schemas, "StructureDefinition-care-volume.json"));
        for (var length = 0; length < json.Length - 2; length++)
        {
            Assert.NotEmpty(FhirValidator.Validate(json.AsMemory(0, length), FhirTable.Types));
        }
    }

    [Fact]
    public void Flipped_bytes_never_crash()
    {
        var json = File.ReadAllBytes(Path.Combine(FhirTable.Schemas, "StructureDefinition-care-volume.json"));
        var random = new Random(7);
        for (var i = 0; i < 5000; i++)
        {
            var broken = json.ToArray();
            broken[random.Next(broken.Length)] = (byte)random.Next(256);
            broken[random.Next(broken.Length)] = (byte)"{}[]\",:\\u0n"[random.Next(11)];

            Assert.All(FhirValidator.Validate(broken, FhirTable.Types), issue => Assert.NotEmpty(issue.Message));
        }
    }

    private static IReadOnlyList<FhirIssue> Validate(string json) => FhirValidator.Validate(Encoding.UTF8.GetBytes(json), FhirTable.Types);
}
