using Xunit;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Sources;

namespace ZioExchange.Adapters.Tests.Sources;

public sealed class SourceEndpointTests
{
    [Theory]
    [InlineData("https://bron.example/api", "https://bron.example/api/")]
    [InlineData("https://bron.example/api/", "https://bron.example/api/")]
    [InlineData("https://bron.example", "https://bron.example/")]
    [InlineData("http://127.0.0.1:9000/x", "http://127.0.0.1:9000/x/")]
    [InlineData("http://localhost:9000", "http://localhost:9000/")]
    public void A_base_address_ends_in_a_slash(string given, string kept) =>
        Assert.Equal(kept, new SourceEndpoint(SourceKind.Swv, new Uri(given), "geheim").BaseAddress.AbsoluteUri);

    [Theory]
    [InlineData("http://bron.example/")]
    [InlineData("ftp://bron.example/")]
    [InlineData("file:///etc/")]
    [InlineData("https://user:pass@bron.example/")]
    [InlineData("https://bron.example/?x=1")]
    [InlineData("https://bron.example/#x")]
    [InlineData("http://127.0.0.1.bron.example/")]
    public void Any_other_address_is_refused_without_quoting_it(string given)
    {
        var refused = Assert.Throws<ArgumentException>(() => new SourceEndpoint(SourceKind.Swv, new Uri(given), "geheim"));

        Assert.DoesNotContain(given, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("line\r\nbreak")]
    [InlineData("é")]
    public void A_secret_that_could_break_a_header_is_refused(string secret)
    {
        var refused = Assert.Throws<ArgumentException>(() => new SourceEndpoint(SourceKind.Swv, new Uri("https://bron.example/"), secret));

        Assert.DoesNotContain(secret, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Printing_an_endpoint_or_a_document_shows_no_secret_and_no_content()
    {
        Assert.DoesNotContain("geheim-token", StubSource.At(SourceKind.Swv).ToString(), StringComparison.Ordinal);
        Assert.Equal("swv, 3 bytes", new SourceDocument("swv", new byte[] { 65, 66, 67 }).ToString());
    }
}
