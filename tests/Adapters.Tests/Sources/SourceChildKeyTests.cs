using Xunit;
using ZioExchange.Adapters.Sources;

namespace ZioExchange.Adapters.Tests.Sources;

public sealed class SourceChildKeyTests
{
    private const string LasKey = "https://zioexchange.nl/fhir/NamingSystem/las-key";

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a\nb")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void A_key_that_an_address_or_header_would_swallow_is_refused(string value) =>
        Assert.Throws<ArgumentException>(() => new SourceChildKey(LasKey, value));

    [Fact]
    public void A_key_prints_as_stars() => Assert.Equal("*********", $"{new SourceChildKey(LasKey, "L-0001")}");

    [Theory]
    [InlineData("L-0001", "L-0001", true)]
    [InlineData("L-0001", "l-0001", false)]
    [InlineData("L-0001", " L-0001", false)]
    [InlineData("L-0001", null, false)]
    public void A_document_names_a_child_letter_by_letter(string key, string? named, bool same) =>
        Assert.Equal(same, new SourceChildKey(LasKey, key).Names(named));

    [Theory]
    [InlineData(LasKey, "L-0001", false)]
    [InlineData(LasKey, "999900006", true)]
    [InlineData(LasKey, "999900007", false)]
    [InlineData(LasKey, "99990000", false)]
    [InlineData(SourceChildKey.BsnSystem, "x", true)]
    public void What_could_be_read_as_a_BSN_is_treated_as_one(string system, string value, bool looksLikeBsn) =>
        Assert.Equal(looksLikeBsn, new SourceChildKey(system, value).LooksLikeBsn);
}
