using ZioExchange.Adapters.Mapping;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Adapters.Sources.Swv;

/// <summary>Asks a samenwerkingsverband for its record, by its own dossier number: an SWV has no title to the BSN.</summary>
public sealed class SwvFetcher(HttpClient http, SourceLimits limits) : SourceFetcher(http, limits)
{
    private static readonly string[] Scope = ["TLV", "ARRANGEMENT", "DESKUNDIGENADVIES", "ONDERSTEUNINGSBEHOEFTE", "ID_BASIS"];

    public override SourceKind Kind => SourceKind.Swv;

    private protected override async Task<IReadOnlyList<SourceDocument>> AskAsync(ExchangePermit permit, SourceCall call, SourceChildKey key) =>
        permit.NamesAny(Scope) ? Record("swv", await call.GetAsync("dossiers/", key, SourceCall.Json), call, key) : [];
}
