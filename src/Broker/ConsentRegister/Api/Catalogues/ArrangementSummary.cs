using ZioExchange.Broker.Directory;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.ConsentRegister.Api.Catalogues;

/// <summary>The essence of the arrangement of AVG art. 26, to be made available to families: who answers for what.</summary>
public sealed record ArrangementSummary(
    string Beleidsversie, IReadOnlyList<OrganisationAnswer> Partijen, IReadOnlyList<RowAnswer> Uitwisselingen, IReadOnlyList<BilingualText> Verdeling, BilingualText Aanspreekpunt)
{
    internal static ArrangementSummary Of(Policy policy, IReadOnlyList<PolicyRow> rows, IReadOnlyList<Organisation> organisations) => new(
        policy.Version,
        [.. organisations.Select(OrganisationAnswer.Of)],
        [.. rows.Select(RowAnswer.Of)],
        [
            new("De bron vraagt toestemming waar dat moet en staat in voor wat zij geeft.", "The source asks for consent where that is needed and answers for what it gives."),
            new("De ontvanger gebruikt de gegevens alleen voor het doel en bewaart ze niet langer dan de rij zegt.", "The recipient uses the data for the purpose only and keeps them no longer than the row says."),
            new("Elke partij houdt bij wie van haar mensen welke functie heeft.", "Each party keeps record of which of its people has which role."),
            new("De broker beslist per vraag, legt vast en deelt niets zonder logboek.", "The broker decides each question, records it and shares nothing without the log."),
        ],
        new("Ouders en jongeren kunnen bij elke partij terecht, bij de FG die hierboven staat.", "Parents and young people can turn to each party, at the FG named above."));
}
