using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.ConsentRegister.Api.Requests;

/// <summary>Where a question to a family stands.</summary>
/// <param name="Status">
/// AANGEVRAAGD (the source has not put it yet), VOORGELEGD, BEANTWOORD, INGETROKKEN or VERLOPEN. Who is not the source never sees BEANTWOORD:
/// that somebody answered is between family and source.
/// </param>
/// <param name="RedirectUrl">The page on which the family answers; only for the source, once the question is put.</param>
public sealed record ConsentQuestionAnswer(
    string Id,
    string Status,
    string Doel,
    Identified Bron,
    IReadOnlyList<Identified> Ontvangers,
    IReadOnlyList<string> Gegevensgroepen,
    DateOnly GeldigTot,
    DateOnly TeBeantwoordenTot,
    string? Tekstversie,
    string? RedirectUrl);
