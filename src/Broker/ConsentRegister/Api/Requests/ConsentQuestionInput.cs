using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.ConsentRegister.Api.Requests;

/// <summary>A question to a family: may the source give these categories to these recipients for this purpose?</summary>
/// <param name="Kind">The number by which your organisation knows the child.</param>
/// <param name="Bron">Whose record it is about. Yours: the family is asked at once. Another's: that organisation is asked to ask.</param>
/// <param name="GeldigTot">Last day of the consent; at most twelve months from the answer count.</param>
/// <param name="Tekstversie">Version of the text that the family reads; only the source names it.</param>
public sealed record ConsentQuestionInput(
    [property: JsonRequired] Identified Kind,
    [property: JsonRequired] string Doel,
    [property: JsonRequired] Identified Bron,
    [property: JsonRequired, MaxLength(GrantInput.MostRecipients)] IReadOnlyList<Identified> Ontvangers,
    [property: JsonRequired] IReadOnlyList<string> Gegevensgroepen,
    [property: JsonRequired] DateOnly GeldigTot,
    [property: MaxLength(GrantInput.LongestTextVersion)] string? Tekstversie = null);
