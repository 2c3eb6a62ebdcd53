using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.ConsentRegister.Api;

/// <summary>A consent as a party to it may see it: the source sees all, a recipient only what reaches the recipient itself.</summary>
/// <param name="Status">GELDIG, GEWEIGERD, INGETROKKEN, DEELS_INGETROKKEN, VERLOPEN or NOG_NIET_GELDIG.</param>
/// <param name="IngetrokkenGegevensgroepen">Withdrawn for every recipient.</param>
/// <param name="Gever">Pseudonym of who gave it; only for the source.</param>
/// <param name="Bewijs">How it was given; only for the source.</param>
/// <param name="Stopberichten">After a withdrawal: who was told to stop, and who said that it did; only for the source.</param>
public sealed record GrantAnswer(
    string Id,
    string Status,
    string Doel,
    Identified Bron,
    IReadOnlyList<Identified> Ontvangers,
    IReadOnlyList<string> Gegevensgroepen,
    IReadOnlyList<string> IngetrokkenGegevensgroepen,
    DateTimeOffset GegevenOp,
    DateOnly GeldigTot,
    string? Gever = null,
    string? Bewijs = null,
    string? Tekstversie = null,
    IReadOnlyList<StopNoticeAnswer>? Stopberichten = null)
{
    /// <summary>Recipients for whom all of it was withdrawn; empty for a recipient that reads it.</summary>
    public IReadOnlyList<Identified> GestopteOntvangers { get; init; } = [];
}
