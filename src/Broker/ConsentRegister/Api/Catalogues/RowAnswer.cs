using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.ConsentRegister.Api.Catalogues;

/// <summary>One row of the matrix, as partners, lawyers and officers read it.</summary>
/// <param name="Bron">Party type of the source; an asterisk is any.</param>
/// <param name="Levering">PULL: the recipient asks. PUSH: the source sends.</param>
public sealed record RowAnswer(
    string Rij,
    string Bron,
    string Ontvanger,
    IReadOnlyList<string> Rollen,
    IReadOnlyList<string> Gegevensgroepen,
    string Grondslag,
    string Avg,
    IReadOnlyList<string> Artikelen,
    bool RustOpToestemming,
    string Levering,
    BilingualText Bewaartermijn,
    BilingualText Toelichting,
    IReadOnlyList<string> Verplichtingen)
{
    public static RowAnswer Of(PolicyRow row) => new(
        row.Id, row.SourceParty, row.RequestingParty, [.. row.Roles.Order(StringComparer.Ordinal)], [.. row.Categories.Select(category => category.Code)],
        row.Basis.ToString().ToUpperInvariant(), row.Avg, row.Articles, row.RestsOnConsent, row.Delivery.ToString().ToUpperInvariant(),
        BilingualText.Of(row.Retention), BilingualText.Of(row.Note), row.Obligations);
}
