using System.Text.Json;
using Xunit;
using ZioExchange.Adapters.Mapping;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>Care volume: what it comes to, or why that cannot be said.</summary>
public sealed class VolumeTests
{
    private const string Rows = """
        V-0;-;/;;ServiceRequest.status;const(active);;;
        V-1;-;/;;ServiceRequest.intent;const(order);;;
        V-2;JEUGDHULP_BESCHIKKING;/;v + e + f + van + tot;ServiceRequest.extension:care-volume;volume;unit per;;
        V-3;JEUGDHULP_BESCHIKKING;/;v + e + f + van + tot;ServiceRequest.quantityQuantity;volume;unit per;;
        V-4;JEUGDHULP_BESCHIKKING;/;v + e + f + van + tot;ServiceRequest.quantityRatio;volume;unit per;;
        V-5;WLZ_INDICATIE;/;k;ServiceRequest.quantityRange;volume(class);class;;
        """;

    [Theory]
    [InlineData("90", "01", "2", "exact", 90)]
    [InlineData("2", "04", "2", "exact", 120)]
    [InlineData("3", "16", "2", "exact", 720)]
    [InlineData("1", "04", "1", "estimated", null)]
    [InlineData("26", "04", "4", "estimated", 360)]
    [InlineData("1", "14", "2", "none", null)]
    [InlineData("52", "04", "6", "estimated", 60)]
    public void Minutes_a_week_are_said_only_when_they_can_be(string volume, string unit, string frequency, string certainty, int? minutes)
    {
        var body = $"\"v\":\"{volume}\",\"e\":\"{unit}\",\"f\":\"{frequency}\",\"van\":\"2025-01-01\",\"tot\":\"2025-12-30\"";
        var parts = Samples.One(Rows, body).Resource!.Value.GetProperty("extension")[0].GetProperty("extension").EnumerateArray().ToList();

        Assert.Equal(certainty, Part(parts, "convertible")!.Value.GetProperty("valueCode").GetString());
        Assert.Equal(minutes, Part(parts, "minutesPerWeek") is { } part ? (int)part.GetProperty("valueDecimal").GetDecimal() : null);
    }

    [Fact]
    public void Unit_83_is_eurocents_and_becomes_euros_once()
    {
        var resource = Samples.One(Rows, "\"v\":\"12345\",\"e\":\"83\",\"f\":\"6\"").Resource!.Value;

        Assert.Equal(123.45m, resource.GetProperty("quantityQuantity").GetProperty("value").GetDecimal());
        Assert.Equal("EUR", resource.GetProperty("quantityQuantity").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("0.1")]
    public void A_part_of_a_whole_is_an_issue_where_the_schema_of_the_source_knows_whole_numbers_only(string volume)
    {
        var (resource, issues) = Samples.One(Rows.Replace(";volume;", ";volume(whole);", StringComparison.Ordinal), $"\"v\":\"{volume}\",\"e\":\"04\",\"f\":\"2\"");

        Assert.Equal(IssueCode.InvalidValue, Assert.Single(issues).Code);
        Assert.DoesNotContain(volume, resource?.GetRawText() ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Pieces_of_two_kinds_are_an_ambiguous_unit_and_one_issue()
    {
        var (_, issues) = Samples.One(Rows, "\"v\":\"4\",\"e\":\"S\",\"f\":\"2\"");

        Assert.Equal(IssueCode.AmbiguousUnit, Assert.Single(issues).Code);
    }

    [Fact]
    public void A_class_is_a_range()
    {
        var range = Samples.One(Rows, "\"k\":\"K2\"").Resource!.Value.GetProperty("quantityRange");

        Assert.Equal((2m, 4m), (range.GetProperty("low").GetProperty("value").GetDecimal(), range.GetProperty("high").GetProperty("value").GetDecimal()));
    }

    [Theory]
    [InlineData("\"v\":\"-1\",\"e\":\"04\",\"f\":\"2\"", IssueCode.InvalidValue)]
    [InlineData("\"v\":\"1\",\"e\":\"99\",\"f\":\"2\"", IssueCode.UnknownCode)]
    [InlineData("\"v\":\"1\",\"e\":\"04\",\"f\":\"9\"", IssueCode.UnknownCode)]
    public void What_cannot_be_is_an_issue(string body, IssueCode code) => Assert.Equal(code, Assert.Single(Samples.One(Rows, body).Issues).Code);

    private static JsonElement? Part(List<JsonElement> parts, string url)
    {
        var at = parts.FindIndex(part => part.GetProperty("url").GetString() == url);
        return at < 0 ? null : parts[at];
    }
}
