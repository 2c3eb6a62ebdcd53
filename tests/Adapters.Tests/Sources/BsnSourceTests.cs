using System.Text;
using System.Text.Json;
using Xunit;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Sources;
using ZioExchange.Adapters.Sources.Aanbieder;
using ZioExchange.Adapters.Sources.Gemeente;
using ZioExchange.Adapters.Sources.Zorgkantoor;

namespace ZioExchange.Adapters.Tests.Sources;

/// <summary>The three sources that file a child by BSN: the number stands in the body, and in the answer.</summary>
public sealed class BsnSourceTests
{
    private const string Message =
        "<m:Bericht xmlns:m='http://www.istandaarden.nl/ijw/3_2/jw301/schema'><m:Client><m:Bsn>999900006</m:Bsn></m:Client></m:Bericht>";

    [Theory]
    [InlineData(SourceKind.Gemeente, "https://bron.example/api/ijw/_zoek", "{\"berichten\":[]}")]
    [InlineData(SourceKind.Zorgkantoor, "https://bron.example/api/graphql", "{\"data\":{\"wlzIndicatie\":[]}}")]
    [InlineData(SourceKind.Aanbieder, "https://bron.example/api/dossier/_zoek",
        "{\"format\":\"zioexchange-aanbieder\",\"subject\":{\"identifier\":{\"system\":\"http://fhir.nl/fhir/NamingSystem/bsn\",\"value\":\"999900006\"}}}")]
    public async Task The_number_travels_in_the_body_of_a_POST(SourceKind kind, string address, string answer)
    {
        var source = new StubSource(answer);

        await FetchAsync(source, kind, StubSource.BsnKey);

        var asked = source.Asked.Single();
        Assert.Equal(("POST", address), (asked.Method, asked.Address));
        using var body = JsonDocument.Parse(asked.Body!);
        var holder = kind is SourceKind.Zorgkantoor ? body.RootElement.GetProperty("variables") : body.RootElement;
        Assert.Equal(StubSource.Bsn, holder.GetProperty("bsn").GetString());
    }

    [Theory]
    [InlineData(SourceKind.Gemeente)]
    [InlineData(SourceKind.Zorgkantoor)]
    [InlineData(SourceKind.Aanbieder)]
    public async Task Another_kind_of_number_is_not_sent(SourceKind kind)
    {
        var source = new StubSource("{}");

        await Assert.ThrowsAsync<ArgumentException>(() => FetchAsync(source, kind, new SourceChildKey("https://elsewhere.example", "x-1")));
        Assert.Empty(source.Asked);
    }

    [Theory]
    [InlineData(Message, null)]
    [InlineData("<m:Bericht xmlns:m='http://www.istandaarden.nl/ijw/3_2/jw301/schema'><m:Client><m:Bsn>999900018</m:Bsn></m:Client></m:Bericht>", SourceFailure.OtherChild)]
    [InlineData("<m:Bericht xmlns:m='urn:other'><m:Client><m:Bsn>999900006</m:Bsn></m:Client></m:Bericht>", SourceFailure.BadAnswer)]
    [InlineData("<Bericht", SourceFailure.BadAnswer)]
    public async Task Each_message_of_a_gemeente_is_checked_and_becomes_one_document(string second, SourceFailure? failure)
    {
        var source = new StubSource(Berichten(Message, second));

        if (failure is null)
        {
            Assert.Equal(["ijw", "ijw"], (await FetchAsync(source, SourceKind.Gemeente, StubSource.BsnKey)).Select(document => document.Source));
        }
        else
        {
            Assert.Equal(failure, (await FailsAsync(source, SourceKind.Gemeente)).Failure);
        }
    }

    [Theory]
    [InlineData(Message, null)]
    [InlineData("<m:Bericht xmlns:m='http://www.istandaarden.nl/ijw/3_2/jw301/schema'><m:Client><m:Bsn>999900018</m:Bsn></m:Client></m:Bericht>", SourceFailure.OtherChild)]
    [InlineData("<Bericht", SourceFailure.BadAnswer)]
    [InlineData("", SourceFailure.BadAnswer)]
    public async Task A_message_in_its_envelope_is_opened_and_then_checked_as_any_other(string message, SourceFailure? failure)
    {
        var envelope = $"""
            <g:envelopHeenbericht-ggk_Di01 xmlns:g="http://www.stufstandaarden.nl/sectormodel/ggk/0210" xmlns:s="http://www.egem.nl/StUF/StUF0301">
              <g:stuurgegevens><s:zender><s:organisatie>0363</s:organisatie></s:zender><s:functie>JW301</s:functie></g:stuurgegevens>
              <g:parameters><g:bericht>{Convert.ToBase64String(Encoding.UTF8.GetBytes(message))}</g:bericht></g:parameters>
            </g:envelopHeenbericht-ggk_Di01>
            """;
        var source = new StubSource(Berichten(envelope));

        if (failure is null)
        {
            Assert.Equal(Message, Encoding.UTF8.GetString(Assert.Single(await FetchAsync(source, SourceKind.Gemeente, StubSource.BsnKey)).Content.Span));
        }
        else
        {
            Assert.Equal(failure, (await FailsAsync(source, SourceKind.Gemeente)).Failure);
        }
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"berichten\":{}}")]
    [InlineData("{\"berichten\":[1]}")]
    [InlineData("{\"berichten\":[{\"bericht\":\"not base64!\"}]}")]
    public async Task A_list_of_another_shape_is_a_bad_answer(string body) =>
        Assert.Equal(SourceFailure.BadAnswer, (await FailsAsync(new StubSource(body), SourceKind.Gemeente)).Failure);

    [Fact]
    public async Task More_messages_than_one_child_can_have_are_too_many() =>
        Assert.Equal(SourceFailure.TooLarge, (await FailsAsync(
            new StubSource(Berichten([.. Enumerable.Repeat("x", GemeenteFetcher.MaxMessages + 1)])), SourceKind.Gemeente)).Failure);

    [Theory]
    [InlineData("{\"data\":null,\"errors\":[{\"message\":\"x\"}]}", SourceFailure.BadAnswer)]
    [InlineData("{\"data\":{\"wlzIndicatie\":[]},\"errors\":[]}", SourceFailure.BadAnswer)]
    [InlineData("{\"data\":{\"wlzIndicatie\":null}}", SourceFailure.BadAnswer)]
    [InlineData("{\"data\":[]}", SourceFailure.BadAnswer)]
    [InlineData("{\"data\":{\"wlzIndicatie\":[{\"bsn\":\"999900018\"}]}}", SourceFailure.OtherChild)]
    [InlineData("{\"data\":{\"wlzIndicatie\":[{\"bsn\":\"999900006\"},{}]}}", SourceFailure.OtherChild)]
    [InlineData("{\"data\":{\"wlzIndicatie\":[1]}}", SourceFailure.OtherChild)]
    public async Task Half_an_answer_of_the_register_is_none(string body, SourceFailure failure) =>
        Assert.Equal(failure, (await FailsAsync(new StubSource(body), SourceKind.Zorgkantoor)).Failure);

    [Fact]
    public async Task The_register_is_asked_for_no_more_than_the_permit_names()
    {
        var source = new StubSource("{\"data\":{\"wlzIndicatie\":[]}}");

        await FetchAsync(source, SourceKind.Zorgkantoor, StubSource.BsnKey, "WLZ_INDICATIE");
        await FetchAsync(source, SourceKind.Zorgkantoor, StubSource.BsnKey, "ID_BASIS");

        Assert.Contains("zzpCode", source.Asked[0].Body, StringComparison.Ordinal);
        Assert.All(new[] { "client", "stoornis", "beperking", "commentaar", "adres" }, field => Assert.DoesNotContain(field, source.Asked[0].Body, StringComparison.Ordinal));
        Assert.Contains("geslachtsnaam", source.Asked[1].Body, StringComparison.Ordinal);
        Assert.All(new[] { "zzpCode", "contactGegevens", "contactPersoon" }, field => Assert.DoesNotContain(field, source.Asked[1].Body, StringComparison.Ordinal));
    }

    private static string Berichten(params string[] messages) => JsonSerializer.Serialize(new
    {
        berichten = messages.Select(message => new { soort = "JW301", bericht = Convert.ToBase64String(Encoding.UTF8.GetBytes(message)) }),
    });

    private static async Task<SourceFailureException> FailsAsync(StubSource source, SourceKind kind) =>
        await Assert.ThrowsAsync<SourceFailureException>(() => FetchAsync(source, kind, StubSource.BsnKey));

    private static async Task<IReadOnlyList<SourceDocument>> FetchAsync(StubSource source, SourceKind kind, SourceChildKey key, params string[] categories)
    {
        using var http = source.Client();
        ISourceFetcher fetcher = kind switch
        {
            SourceKind.Gemeente => new GemeenteFetcher(http, new SourceLimits()),
            SourceKind.Zorgkantoor => new ZorgkantoorFetcher(http, new SourceLimits()),
            _ => new AanbiederFetcher(http, new SourceLimits()),
        };

        return await fetcher.FetchAsync(
            Permits.For("school", categories is [] ? ["ID_BASIS"] : categories), StubSource.At(kind), key, TestContext.Current.CancellationToken);
    }
}
