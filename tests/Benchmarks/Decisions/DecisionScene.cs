using ZioExchange.Consent.Authority;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Benchmarks.Decisions;

/// <summary>The question that is timed: row M06, a child of 9, two parents who both said yes, and any number of grants for other purposes.</summary>
internal static class DecisionScene
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 24, 10, 0, 0, TimeSpan.FromHours(1));

    public static DecisionRequest Request { get; } = new()
    {
        Party = new("SCHOOL"),
        Organisation = new("S-1"),
        Role = new("IB"),
        Purpose = new("OPP"),
        SourceParty = new("JEUGDHULPAANBIEDER"),
        Source = new("JH-1"),
        Categories = [new("ID_BASIS"), new("JEUGDHULP_PLAN")],
    };

    public static ChildFacts Facts(int otherGrants) => new(
        new("child"),
        new DateOnly(2017, 6, 1),
        Capacity.Capable,
        new OrganisationId("GM-1"),
        new SchoolPlacement(new("S-1"), SchoolKind.Po, true, null, new("SWV-1")),
        ChildFlags.None,
        Circumstances.None,
        [Parent("OUDER_A"), Parent("OUDER_B")],
        [],
        [Grant("OUDER_A", "OPP"), Grant("OUDER_B", "OPP"), .. Enumerable.Range(0, otherGrants).Select(n => Grant(n % 2 == 0 ? "OUDER_A" : "OUDER_B", "WLZ_ZIO") with { Id = $"other-{n}" })]);

    private static AuthorityLine Parent(string person) => new(new(person), Relation.Ouder, true, new DateOnly(2017, 6, 1), null, false, "BRP");

    private static ConsentGrant Grant(string person, string purpose) => new(
        "by-" + person,
        new(person),
        Now.AddDays(-60),
        new(purpose),
        new("JH-1"),
        [new("S-1")],
        [new("ID_BASIS"), new("JEUGDHULP_PLAN")],
        null,
        new DateOnly(2027, 7, 31),
        new(EvidenceMethod.Digid, LevelOfAssurance.Substantieel, "v1", true, false),
        []);
}
