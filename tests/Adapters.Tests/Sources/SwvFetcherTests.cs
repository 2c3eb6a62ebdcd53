using System.Net;
using Xunit;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Sources;
using ZioExchange.Adapters.Sources.Swv;

namespace ZioExchange.Adapters.Tests.Sources;

/// <summary>What every fetcher does with addresses, statuses, sizes and shapes, shown on the simplest of them.</summary>
public sealed class SwvFetcherTests
{
    private const string DossierSystem = "https://zioexchange.nl/fhir/NamingSystem/swv-dossier";
    private const string Record =
        """{"format":"zioexchange-swv","version":"1.0","subject":{"identifier":{"system":"https://zioexchange.nl/fhir/NamingSystem/swv-dossier","value":"D-1"}}}""";

    [Fact]
    public async Task The_secret_travels_in_the_header_and_the_key_is_escaped_below_the_base_address()
    {
        var source = new StubSource("{}", status: HttpStatusCode.NotFound);

        Assert.Empty(await FetchAsync(source, key: new SourceChildKey(DossierSystem, "../a b/?c#é")));
        Assert.Equal(("GET", "https://bron.example/api/dossiers/..%2Fa%20b%2F%3Fc%23%C3%A9", null, "Bearer geheim-token"), source.Asked.Single());
    }

    [Fact]
    public async Task A_permit_for_other_categories_asks_nothing()
    {
        var source = new StubSource(Record);

        Assert.Empty(await FetchAsync(source, categories: ["OPP_KERN", "JEUGDHULP_DOSSIER"]));
        Assert.Empty(source.Asked);
    }

    [Fact]
    public async Task A_BSN_never_stands_in_an_address()
    {
        var source = new StubSource(Record);

        await Assert.ThrowsAsync<ArgumentException>(() => FetchAsync(source, key: StubSource.BsnKey));
        await Assert.ThrowsAsync<ArgumentException>(() => FetchAsync(source, key: new SourceChildKey(DossierSystem, StubSource.Bsn)));
        Assert.Empty(source.Asked);
    }

    [Fact]
    public async Task An_endpoint_of_another_kind_is_not_called()
    {
        var source = new StubSource(Record);
        using var http = source.Client();

        await Assert.ThrowsAsync<ArgumentException>(() => new SwvFetcher(http, new SourceLimits()).FetchAsync(
            Permits.For("school", "TLV"), StubSource.At(SourceKind.School), new SourceChildKey(DossierSystem, "D-1"), TestContext.Current.CancellationToken));
        Assert.Empty(source.Asked);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, SourceFailure.Unreachable)]
    [InlineData(HttpStatusCode.ServiceUnavailable, SourceFailure.Unreachable)]
    [InlineData(HttpStatusCode.Unauthorized, SourceFailure.BadAnswer)]
    [InlineData(HttpStatusCode.Forbidden, SourceFailure.BadAnswer)]
    [InlineData(HttpStatusCode.Found, SourceFailure.BadAnswer)]
    [InlineData(HttpStatusCode.NoContent, SourceFailure.BadAnswer)]
    [InlineData(HttpStatusCode.PartialContent, SourceFailure.BadAnswer)]
    public async Task Any_status_but_200_and_404_is_a_failure(HttpStatusCode status, SourceFailure failure) =>
        Assert.Equal(failure, (await FailsAsync(new StubSource(Record, status: status))).Failure);

    [Theory]
    [InlineData("application/json; charset=utf-8", true)]
    [InlineData("APPLICATION/JSON", true)]
    [InlineData("application/json; charset=utf-16", false)]
    [InlineData("application/xml", false)]
    [InlineData("text/json", false)]
    [InlineData("application/problem+json", false)]
    public async Task Only_the_media_type_of_the_format_in_UTF8_is_read(string mediaType, bool read)
    {
        if (read)
        {
            Assert.Single(await FetchAsync(new StubSource(Record, mediaType)));
        }
        else
        {
            Assert.Equal(SourceFailure.BadAnswer, (await FailsAsync(new StubSource(Record, mediaType))).Failure);
        }
    }

    [Fact]
    public async Task A_compressed_answer_is_not_unpacked()
    {
        var source = new StubSource(() =>
        {
            var content = StubSource.With(new StringContent(Record), "application/json");
            content.Headers.ContentEncoding.Add("gzip");
            return content;
        });

        Assert.Equal(SourceFailure.BadAnswer, (await FailsAsync(source)).Failure);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"format\":\"zioexchange-school\"}")]
    [InlineData("{\"format\":1}")]
    [InlineData("{\"format\":\"\\ud800\"}")]
    [InlineData("{\"format\":\"zioexchange-swv\",\"format\":\"zioexchange-swv\"}")]
    [InlineData("{\"format\":\"zioexchange-swv\"} {}")]
    public async Task What_is_no_record_of_this_format_is_a_bad_answer(string body) =>
        Assert.Equal(SourceFailure.BadAnswer, (await FailsAsync(new StubSource(body))).Failure);

    [Theory]
    [InlineData("{\"format\":\"zioexchange-swv\"}")]
    [InlineData("{\"format\":\"zioexchange-swv\",\"subject\":\"D-1\"}")]
    [InlineData("{\"format\":\"zioexchange-swv\",\"subject\":{\"identifier\":\"D-1\"}}")]
    [InlineData("{\"format\":\"zioexchange-swv\",\"subject\":{\"identifier\":{\"system\":\"https://elsewhere.example\",\"value\":\"D-1\"}}}")]
    public async Task A_record_that_does_not_prove_whose_it_is_counts_as_another_childs(string body) =>
        Assert.Equal(SourceFailure.OtherChild, (await FailsAsync(new StubSource(body))).Failure);

    [Fact]
    public async Task Nesting_without_end_is_a_bad_answer() =>
        Assert.Equal(SourceFailure.BadAnswer, (await FailsAsync(new StubSource(new string('[', 100_000)))).Failure);

    [Theory]
    [InlineData(0, true)]
    [InlineData(-1, false)]
    public async Task The_limit_counts_bytes_to_the_last_one(int room, bool fits)
    {
        var limits = new SourceLimits(Record.Length + room);

        if (fits)
        {
            Assert.Single(await FetchAsync(new StubSource(Record), limits: limits));
        }
        else
        {
            Assert.Equal(SourceFailure.TooLarge, (await FailsAsync(new StubSource(Record), limits)).Failure);
        }
    }

    private static async Task<SourceFailureException> FailsAsync(StubSource source, SourceLimits? limits = null) =>
        await Assert.ThrowsAsync<SourceFailureException>(() => FetchAsync(source, limits: limits));

    private static async Task<IReadOnlyList<SourceDocument>> FetchAsync(
        StubSource source, SourceChildKey? key = null, string[]? categories = null, SourceLimits? limits = null)
    {
        using var http = source.Client();
        return await new SwvFetcher(http, limits ?? new SourceLimits()).FetchAsync(
            Permits.For("school", categories ?? ["TLV"]), StubSource.At(SourceKind.Swv), key ?? new SourceChildKey(DossierSystem, "D-1"),
            TestContext.Current.CancellationToken);
    }
}
