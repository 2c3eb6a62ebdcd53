using System.Text.Json;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Authority;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Turns recorded facts into what the rules weigh. Chooses nothing but the youngest and best-ranked record; what is missing stays missing, and the rules deny.</summary>
internal static class FactAssembly
{
    /// <returns>Null when no date of birth was ever recorded: everything in the rules hangs on age, so such a child is not known yet.</returns>
    public static ChildFacts? Assemble(ChildReference child, Purpose purpose, IReadOnlyList<Fact> facts, IReadOnlyList<ConsentGrant> grants, Policy policy, DateTimeOffset now)
    {
        if (Youngest<BirthFact>(facts, FactKind.Birth) is not { } birth)
        {
            return null;
        }

        var day = DutchCalendar.DayOf(now);
        var residence = Youngest<ResidenceFact>(facts, FactKind.Residence);
        var placement = Youngest<PlacementFact>(facts, FactKind.Placement) ?? new PlacementFact(null, SchoolKind.None, false, null, null);

        return new ChildFacts(
            child,
            birth.BornOn,
            CapacityFor(purpose, facts, day),
            Organisation(residence?.Municipality),
            new SchoolPlacement(Organisation(placement.School), placement.Kind, placement.Enrolled, Organisation(placement.RegisteredAt), Organisation(placement.Swv)),
            Flags(facts),
            new Circumstances
            {
                ResidenceSwv = Organisation(residence?.Swv),
                AssessmentClosed = Youngest<AssessmentFact>(facts, FactKind.Assessment)?.ClosedOn,
                MovedOn = residence?.MovedOn,
                MovedFrom = Organisation(residence?.MovedFrom),
            },
            AuthorityRanking.Lines(facts, purpose, policy, now),
            [.. Of<MeasureFact>(facts, FactKind.Measure).Select(measure => new Measure(measure.Kind, new OrganisationId(measure.Organisation), measure.From, measure.Through))],
            grants);
    }

    public static IReadOnlyList<string> Holdings(IReadOnlyList<Fact> facts) =>
        [.. facts.Where(fact => fact.Kind is FactKind.Holding && !Read<HoldingFact>(fact).Ended).Select(fact => fact.Subject).Distinct().Order(StringComparer.Ordinal)];

    internal static T Read<T>(Fact fact) => JsonSerializer.Deserialize<T>(fact.Body, BrokerJson.CamelCase)
        ?? throw new JsonException($"A fact of kind {fact.Kind} is empty.");

    private static Capacity CapacityFor(Purpose purpose, IReadOnlyList<Fact> facts, DateOnly day)
    {
        var stated = facts.Where(fact => fact.Kind is FactKind.Capacity && (fact.Subject == purpose.Code || fact.Subject == "*"))
            .Select(Read<CapacityFact>)
            .Where(capacity => capacity.StatedOn <= day && (capacity.Through is null || day <= capacity.Through));

        return stated.LastOrDefault() is { Capable: false } ? Capacity.Incapable : Capacity.Capable;
    }

    private static ChildFlags Flags(IReadOnlyList<Fact> facts)
    {
        var set = facts.Where(fact => fact.Kind is FactKind.Flag && Read<FlagFact>(fact).On).Select(fact => fact.Subject).ToHashSet(StringComparer.Ordinal);

        return new ChildFlags
        {
            ProtectedLocation = set.Contains("PROTECTED_LOCATION"),
            Deceased = set.Contains("DECEASED"),
            Conflict = set.Contains("CONFLICT"),
            Restricted = [.. Suffixes("RESTRICTED:").Select(code => new DataCategory(code))],
            ObjectionPending = [.. Suffixes("OBJECTION_PENDING:").Select(code => new Purpose(code))],
            ObjectionRejected = [.. Suffixes("OBJECTION_REJECTED:").Select(code => new Purpose(code))],
        };

        IEnumerable<string> Suffixes(string prefix) => set.Where(flag => flag.StartsWith(prefix, StringComparison.Ordinal)).Select(flag => flag[prefix.Length..]);
    }

    private static T? Youngest<T>(IReadOnlyList<Fact> facts, FactKind kind)
        where T : class => Of<T>(facts, kind).LastOrDefault();

    private static IEnumerable<T> Of<T>(IReadOnlyList<Fact> facts, FactKind kind) => facts.Where(fact => fact.Kind == kind).Select(Read<T>);

    private static OrganisationId? Organisation(string? id) => id is null ? null : new OrganisationId(id);
}
