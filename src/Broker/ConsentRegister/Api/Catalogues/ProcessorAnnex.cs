using ZioExchange.Consent.Policies;

namespace ZioExchange.Broker.ConsentRegister.Api.Catalogues;

/// <summary>What AVG art. 28 lid 3 asks of the agreement with the processor that runs the broker: subject, duration, nature, purposes, data, persons, duties.</summary>
public sealed record ProcessorAnnex(
    string Beleidsversie,
    BilingualText Onderwerp,
    BilingualText Duur,
    BilingualText Aard,
    IReadOnlyList<PurposeAnswer> Doelen,
    IReadOnlyList<CategoryAnswer> Persoonsgegevens,
    IReadOnlyList<BilingualText> Betrokkenen,
    IReadOnlyList<BilingualText> Verplichtingen)
{
    internal static ProcessorAnnex Of(Policy policy, IReadOnlyList<PolicyRow> rows)
    {
        var categories = rows.SelectMany(row => row.Categories).ToHashSet();
        return new ProcessorAnnex(
            policy.Version,
            new("Het uitwisselen van delen van dossiers over een kind tussen de toegetreden partijen.", "The exchange of parts of records about a child between the parties that acceded."),
            new("Zolang een partij is toegetreden. De broker bewaart geen dossier.", "As long as a party has acceded. The broker keeps no record."),
            new("Beslissen, ophalen, omzetten, doorgeven en vastleggen, per vraag en per doel.", "Deciding, fetching, mapping, passing on and logging, by question and by purpose."),
            [.. policy.Purposes.Where(purpose => rows.Any(row => row.Purpose.Code == purpose.Code)).Select(purpose => PurposeAnswer.Of(policy, purpose))],
            [.. policy.Categories.Where(category => categories.Contains(new(category.Code))).Select(CategoryAnswer.Of)],
            [new("Kinderen en jongeren", "Children and young people"), new("Ouders en voogden, voor gezag en toestemming", "Parents and guardians, for gezag and consent"), new("Professionals, voor het logboek", "Professionals, for the log")],
            [
                new("Alleen verwerken volgens de rijen waaraan beide partijen meedoen.", "Process only by the rows that both parties acceded to."),
                new("Geheimhouding, beveiliging en een logboek waarin niets ongemerkt verandert.", "Secrecy, security and a log in which nothing changes unnoticed."),
                new("Helpen bij verzoeken van ouders en jongeren, en bij een datalek.", "Assist with requests of parents and young people, and with a breach."),
                new("Wissen bij het einde; bewijs van toestemming en logboek blijven zolang de wet dat vraagt.", "Erase at the end; evidence of consent and the log stay as long as the law asks."),
            ]);
    }
}
