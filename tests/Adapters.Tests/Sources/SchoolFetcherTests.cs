using System.Net;
using Xunit;
using ZioExchange.Adapters.Mapping;
using ZioExchange.Adapters.Sources;
using ZioExchange.Adapters.Sources.School;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Adapters.Tests.Sources;

public sealed class SchoolFetcherTests
{
    private const string LasKey = "https://zioexchange.nl/fhir/NamingSystem/las-key";
    private const string Edition = "http://www.edustandaard.nl/oso_gegevensset/2019/dossier";

    [Theory]
    [InlineData("SWV", "pao")]
    [InlineData(null, "pao")]
    [InlineData("GEMEENTE", "ov")]
    [InlineData("SCHOOL", "ov")]
    public async Task The_profile_follows_the_party_that_receives(string? party, string profile)
    {
        var source = new StubSource("", status: HttpStatusCode.NotFound);

        await FetchAsync(source, party, "ID_BASIS");

        Assert.Equal([$"https://bron.example/api/oso/{profile}/L-1"], source.Asked.Select(asked => asked.Address));
    }

    [Theory]
    [InlineData("<dossier xmlns='{0}'><huidigeschool><leerling><leerlingid>L-1</leerlingid></leerling></huidigeschool></dossier>", null)]
    [InlineData("<o:dossier xmlns:o='{0}'><o:huidigeschool><o:leerling><o:leerlingid><![CDATA[L-1]]></o:leerlingid></o:leerling></o:huidigeschool></o:dossier>", null)]
    [InlineData("<dossier xmlns='{0}'><huidigeschool><leerling><leerlingid>L-2</leerlingid></leerling></huidigeschool></dossier>", SourceFailure.OtherChild)]
    [InlineData("<dossier xmlns='{0}'><huidigeschool><leerling><leerlingid>L-1</leerlingid><leerlingid>L-2</leerlingid></leerling></huidigeschool></dossier>", SourceFailure.BadAnswer)]
    [InlineData("<dossier xmlns='{0}'><huidigeschool><leerling/></huidigeschool></dossier>", SourceFailure.BadAnswer)]
    [InlineData("<dossier xmlns='{0}'><leerling><leerlingid>L-1</leerlingid></leerling></dossier>", SourceFailure.BadAnswer)]
    [InlineData("<dossier xmlns='urn:other'><huidigeschool><leerling><leerlingid>L-1</leerlingid></leerling></huidigeschool></dossier>", SourceFailure.BadAnswer)]
    [InlineData("<dossier xmlns='{0}'><huidigeschool><leerling><leerlingid>L-1</leerlingid></leerling></huidigeschool>", SourceFailure.BadAnswer)]
    [InlineData("<!DOCTYPE dossier []><dossier xmlns='{0}'><huidigeschool><leerling><leerlingid>L-1</leerlingid></leerling></huidigeschool></dossier>", SourceFailure.BadAnswer)]
    [InlineData("", SourceFailure.BadAnswer)]
    public async Task A_dossier_must_be_whole_and_name_the_pupil_once(string xml, SourceFailure? failure)
    {
        var source = new StubSource(xml.Replace("{0}", Edition, StringComparison.Ordinal), "application/xml");

        if (failure is null)
        {
            Assert.Equal("oso", (await FetchAsync(source, "SWV", "ID_BASIS")).Single().Source);
        }
        else
        {
            Assert.Equal(failure, (await Assert.ThrowsAsync<SourceFailureException>(() => FetchAsync(source, "SWV", "ID_BASIS"))).Failure);
        }
    }

    [Fact]
    public async Task Elements_within_elements_without_end_are_a_bad_answer()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 5000)) + string.Concat(Enumerable.Repeat("</a>", 5000));

        var thrown = await Assert.ThrowsAsync<SourceFailureException>(() => FetchAsync(new StubSource(deep, "application/xml"), "SWV", "ID_BASIS"));

        Assert.Equal(SourceFailure.BadAnswer, thrown.Failure);
    }

    private static async Task<IReadOnlyList<SourceDocument>> FetchAsync(StubSource source, string? party, params string[] categories)
    {
        using var http = source.Client();
        return await new SchoolFetcher(http, new SourceLimits(), _ => party is null ? null : new PartyType(party)).FetchAsync(
            Permits.For("recipient", categories), StubSource.At(SourceKind.School), new SourceChildKey(LasKey, "L-1"), TestContext.Current.CancellationToken);
    }
}
