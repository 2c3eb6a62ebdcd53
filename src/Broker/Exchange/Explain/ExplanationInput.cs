using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Exchange.Explain;

/// <summary>A question about a dossier, as it was or would be put with <c>$kind-dossier</c>.</summary>
/// <param name="Kind">The number by which your organisation knows the child.</param>
/// <param name="Medewerker">The identifier under which your organisation registered the professional.</param>
/// <param name="Bron">Whose records; without it those of every source that a row speaks of.</param>
/// <param name="Gegevensgroepen">None asks for all of the row.</param>
/// <param name="Verzoeken">References of records that open gates, such as the school's request.</param>
/// <param name="Noodgeval">BREAK_GLASS; needs <c>motivering</c>.</param>
public sealed record ExplanationInput(
    [property: JsonRequired] Identified Kind,
    [property: JsonRequired] string Doel,
    [property: JsonRequired] string Rol,
    [property: JsonRequired] string Medewerker,
    Identified? Bron = null,
    IReadOnlyList<string>? Gegevensgroepen = null,
    [property: MaxLength(ExplainQuestion.MostReferences)] IReadOnlyList<string>? Verzoeken = null,
    bool Noodgeval = false,
    [property: MaxLength(DossierQuestion.LongestJustification)] string? Motivering = null);
