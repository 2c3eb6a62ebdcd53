using ZioExchange.Consent.Authority;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Tests.Support;

/// <summary>One family and one question, easy to change in one respect.</summary>
internal sealed record Scene
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 24, 10, 0, 0, TimeSpan.FromHours(1));

    public required DecisionRequest Request { get; init; }

    public DateOnly BornOn { get; init; } = new(2017, 6, 1);

    public Capacity Capacity { get; init; }

    public string Residence { get; init; } = "GM-1";

    public SchoolPlacement School { get; init; } = new(new("S-1"), SchoolKind.Po, true, new("S-2"), new("SWV-1"));

    public ChildFlags Flags { get; init; } = ChildFlags.None;

    public Circumstances Circumstances { get; init; } = Circumstances.None;

    public IReadOnlyList<AuthorityLine> Authority { get; init; } = [Line("OUDER_A"), Line("OUDER_B")];

    public IReadOnlyList<Measure> Measures { get; init; } = [];

    public IReadOnlyList<ConsentGrant> Grants { get; init; } = [];

    public int Age => DutchCalendar.AgeOn(BornOn, DutchCalendar.DayOf(Now));

    public ChildFacts Facts => new(new("child"), BornOn, Capacity, new OrganisationId(Residence), School, Flags, Circumstances, Authority, Measures, Grants);

    public static AuthorityLine Line(string person, bool? holds = true, Relation relation = Relation.Ouder) =>
        new(new(person), relation, holds, new DateOnly(2000, 1, 1), null, false, "BRP");

    public Decision Decide(PolicyProfile profile = PolicyProfile.Strict) => Decider.Decide(ThePolicy.Policy, profile, Request, Facts, Now);

    /// <summary>A grant that fits the request in everything.</summary>
    public ConsentGrant GrantBy(string person) => new(
        "by-" + person,
        new(person),
        Now.AddDays(-60),
        Request.Purpose,
        Request.Source,
        [Request.Organisation],
        Request.Categories.Count > 0 ? Request.Categories : [.. ThePolicy.Policy.Categories.Select(category => new DataCategory(category.Code))],
        null,
        new DateOnly(2027, 7, 31),
        new(EvidenceMethod.Digid, LevelOfAssurance.Substantieel, "v1", true, false),
        []);
}
