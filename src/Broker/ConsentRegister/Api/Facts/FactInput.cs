using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.ConsentRegister.Api.Facts;

/// <summary>A fact as a party records it. A correction is a new record; the youngest holds.</summary>
/// <param name="Kind">The number by which your organisation knows the child.</param>
/// <param name="Soort">geboortedatum, bekwaamheid, woonplaats, inschrijving, maatregel, gezag, beoordeling, markering or registratie.</param>
/// <param name="Inhoud">Depends on the kind; see docs/partners.md. For <c>gezag</c> from the BRP: the answer of Haal Centraal BRP bevragen, as it came.</param>
/// <param name="Bron">Where you have it from, such as BRP, gezagsregister or schooldossier.</param>
/// <param name="WaargenomenOp">When you saw it there; not in the future.</param>
public sealed record FactInput(
    [property: JsonRequired] Identified Kind,
    [property: JsonRequired] string Soort,
    [property: JsonRequired] JsonElement Inhoud,
    [property: JsonRequired, MaxLength(64)] string Bron,
    [property: JsonRequired] DateTimeOffset WaargenomenOp);
