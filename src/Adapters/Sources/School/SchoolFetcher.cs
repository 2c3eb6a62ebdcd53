using ZioExchange.Adapters.Mapping;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Adapters.Sources.School;

/// <summary>Asks a school for its OSO dossier and for the record of what OSO lacks, each only when the permit names something it can hold.</summary>
/// <remarks>
/// The last argument tells the party type of a recipient, from the directory; null when unknown.
/// Profile PaO, which forbids BSN and onderwijsnummer (OSO 2019.1 rule PaO.LL12), goes to an SWV and to an unknown party;
/// OV goes to the others. Which of its fields travel is the mapping's matter: a number needs its own category.
/// </remarks>
public sealed class SchoolFetcher(HttpClient http, SourceLimits limits, Func<OrganisationId, PartyType?> partyOf) : SourceFetcher(http, limits)
{
    private static readonly PartyType Samenwerkingsverband = new("SWV");

    public override SourceKind Kind => SourceKind.School;

    private protected override async Task<IReadOnlyList<SourceDocument>> AskAsync(ExchangePermit permit, SourceCall call, SourceChildKey key)
    {
        var documents = new List<SourceDocument>();

        if (permit.NamesAny(SchoolScope.Oso))
        {
            var profile = partyOf(permit.Recipient) is { } party && party != Samenwerkingsverband ? "ov" : "pao";
            if (await call.GetAsync($"oso/{profile}/", key, SourceCall.Xml) is { } dossier)
            {
                documents.Add(OsoDossier.Checked(dossier, call, key));
            }
        }

        if (permit.NamesAny(SchoolScope.Record))
        {
            documents.AddRange(Record("school", await call.GetAsync("leerlingen/", key, SourceCall.Json), call, key));
        }

        return documents;
    }
}
