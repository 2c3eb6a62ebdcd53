using ZioExchange.Adapters.Mapping;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Adapters.Sources.Aanbieder;

/// <summary>Asks a jeugdhulpaanbieder or zorgaanbieder for its record, by BSN in the body.</summary>
/// <remarks>JEUGDHULP_DOSSIER stands in no row, so no permit names it and it is not in the list either.</remarks>
public sealed class AanbiederFetcher(HttpClient http, SourceLimits limits) : SourceFetcher(http, limits)
{
    private static readonly string[] Scope =
    [
        "ID_BASIS", "BSN", "JEUGDHULP_PLAN", "ZORGPLAN_ZIO", "GEZONDHEID_INSTRUCTIE", "ONDERSTEUNINGSBEHOEFTE",
        "WLZ_INZET", "WLZ_INDICATIE", "GEZONDHEID_DIAGNOSE", "VEILIGHEID", "GEZIN",
    ];

    public override SourceKind Kind => SourceKind.Aanbieder;

    private protected override async Task<IReadOnlyList<SourceDocument>> AskAsync(ExchangePermit permit, SourceCall call, SourceChildKey key) =>
        permit.NamesAny(Scope) ? Record("aanbieder", await call.PostAsync("dossier/_zoek", BsnQuestion.Of(key)), call, key) : [];
}
