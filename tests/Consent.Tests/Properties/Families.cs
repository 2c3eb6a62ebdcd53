using ZioExchange.Consent.Authority;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Tests.Support;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Tests.Properties;

/// <summary>Makes families and questions from a seed: mostly questions that could be answered with yes, with something wrong now and then.</summary>
internal sealed class Families(int seed)
{
    private static readonly string[] People = ["OUDER_A", "OUDER_B", "VOOGD_C", "JEUGDIGE", "RECHTER", "OPA"];
    private readonly Random _random = new(seed);

    public Scene Next()
    {
        var row = ThePolicy.Policy.Rows[_random.Next(ThePolicy.Policy.Rows.Count)];
        var scene = RowScenes.For(row);
        scene = scene with
        {
            BornOn = Scene.Now.Date is var today ? DateOnly.FromDateTime(today).AddDays(-_random.Next(4 * 365, 20 * 365)) : default,
            Capacity = Chance(10) ? Capacity.Incapable : Capacity.Capable,
            Residence = Chance(15) ? "GM-2" : "GM-1",
            School = Chance(10) ? new(new("S-1"), SchoolKind.InstellingCluster2, true, null, null) : scene.School,
            Flags = FlagsFor(row),
            Circumstances = Chance(10) ? new() { Succession = new(new("S-0"), new("S-1"), new(2026, 8, 1)), DeferredEntries = 1, AssessmentClosed = new(2023, 11, 1 + _random.Next(28)) } : Circumstances.None,
            Authority = AuthorityLines(),
            Measures = Chance(10) ? [.. scene.Measures, new(MeasureKind.Voogdij, new("VOOGD_C"), new(2026, 1, 1), Chance(50) ? new(2026, 11, 23) : null)] : scene.Measures,
            Request = scene.Request with { Categories = CategoriesFor(row), SchoolRequest = !Chance(10), CellSize = _random.Next(5, 40) },
        };
        return scene with { Grants = GrantsFor(scene) };
    }

    public string Person() => People[_random.Next(People.Length)];

    public bool Chance(int percent) => _random.Next(100) < percent;

    public int Below(int limit) => _random.Next(limit);

    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        var array = items.ToArray();
        _random.Shuffle(array);
        return array;
    }

    public ConsentEvent NoBy(string person) => new(
        Chance(50) ? ConsentEventKind.Refused : ConsentEventKind.Withdrawn,
        Scene.Now.AddDays(-_random.Next(0, 90)),
        new(person),
        Chance(60) ? null : [AnyCategory()]);

    private ChildFlags FlagsFor(PolicyRow row) => Chance(70) ? ChildFlags.None : new()
    {
        Deceased = Chance(10),
        ProtectedLocation = Chance(30),
        Conflict = Chance(30),
        Restricted = Chance(40) ? [AnyCategory()] : [],
        ObjectionPending = Chance(40) ? [row.Purpose] : [],
        ObjectionRejected = Chance(20) ? [row.Purpose] : [],
    };

    private AuthorityLine[] AuthorityLines() => [.. People.Take(3).Where(_ => Chance(70)).Select(person =>
        Scene.Line(person, Chance(8) ? null : !Chance(15), person == "VOOGD_C" ? Relation.Voogd : Relation.Ouder) with
        {
            Through = Chance(10) ? new DateOnly(2026, 11, 22 + _random.Next(4)) : null,
            ContactBan = Chance(10),
        })];

    private DataCategory[] CategoriesFor(PolicyRow row) =>
        Chance(20) ? [] : [.. row.Categories.Where(_ => Chance(60)).Concat(Chance(20) ? [AnyCategory(), new("VERZONNEN")] : []).DefaultIfEmpty(row.Categories[0]).Distinct()];

    private List<ConsentGrant> GrantsFor(Scene scene)
    {
        var grants = new List<ConsentGrant>();
        foreach (var person in People)
        {
            for (var i = 0; i < 2 && Chance(person is "RECHTER" or "OPA" ? 15 : i == 0 ? 85 : 15); i++)
            {
                grants.Add(Vary(scene.GrantBy(person) with { Id = $"{person}-{i}" }));
            }
        }

        return grants;
    }

    private ConsentGrant Vary(ConsentGrant grant) => grant with
    {
        GivenAt = Scene.Now.AddDays(-_random.Next(0, 90)),
        Recipients = Chance(5) ? [new("S-0")] : grant.Recipients,
        Categories = Chance(15) ? [.. grant.Categories.Where(_ => Chance(70))] : grant.Categories,
        ValidThrough = Chance(8) ? new(2026, 11, 23) : grant.ValidThrough,
        ValidFrom = Chance(5) ? new DateOnly(2026, 11, 25) : null,
        Replaces = grant.GrantedBy == PersonId.Court ? new PersonId(Person()) : null,
        Evidence = grant.Evidence with
        {
            Method = grant.GrantedBy == PersonId.Court ? EvidenceMethod.CourtOrder : EvidenceMethod.Digid,
            Assurance = Chance(5) ? LevelOfAssurance.Midden : LevelOfAssurance.Hoog,
            ConditionalOnService = Chance(3),
        },
        Events = Chance(12) ? [NoBy(Person())] : [],
        Informed = Chance(20) ? [new(new(Person()), Scene.Now.AddDays(-_random.Next(0, 30)))] : [],
    };

    private DataCategory AnyCategory() => new(ThePolicy.Policy.Categories[_random.Next(ThePolicy.Policy.Categories.Count)].Code);
}
