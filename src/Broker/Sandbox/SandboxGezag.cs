using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Consent.Authority;

namespace ZioExchange.Broker.Sandbox;

/// <summary>Puts the lines about one child together into the one answer that a gemeente would record.</summary>
internal static class SandboxGezag
{
    public static AuthorityFact Answer(IReadOnlyList<RecordedFact<SandboxAuthority>> lines) => new(OutcomeOf(lines), [.. lines.Select(PersonOf)]);

    private static AuthorityFactPerson PersonOf(RecordedFact<SandboxAuthority> line) => new(
        line.Value.Person, RelationOf(line.Value.Relation), line.Value.Gezag is not false, line.From, line.To, line.Value.Restrictions.Contains("CONTACT_BAN"), Matter: null);

    private static GezagOutcome OutcomeOf(IReadOnlyList<RecordedFact<SandboxAuthority>> lines) => lines[0].Value switch
    {
        _ when lines.Any(line => line.Value.InOnderzoek) => GezagOutcome.InOnderzoek,
        _ when lines.Any(line => line.Value.Gezag is null) => GezagOutcome.NietTeBepalen,
        { GezagType: "GezamenlijkOuderlijkGezag" } => GezagOutcome.Gezamenlijk,
        { GezagType: "EenhoofdigOuderlijkGezag" } => GezagOutcome.Eenhoofdig,
        { GezagType: "GezamenlijkGezag" } => GezagOutcome.GezamenlijkMetDerde,
        { GezagType: "Voogdij" } => GezagOutcome.Voogdij,
        { GezagType: "TijdelijkGeenGezag" } => GezagOutcome.TijdelijkGeen,
        _ => GezagOutcome.NietTeBepalen,
    };

    private static Relation RelationOf(string relation) => relation switch
    {
        "ouder" => Relation.Ouder,
        "voogd" => Relation.Voogd,
        "gecertificeerde_instelling" => Relation.GecertificeerdeInstelling,
        "bijzondere_curator" => Relation.BijzondereCurator,
        _ => Relation.Derde,
    };
}
