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
    /// <param name="recipient">Who asks, or would receive; null when nobody does.</param>
    /// <returns>Null when no date of birth was ever recorded: everything in the rules hangs on age, so such a child is not known yet.</returns>
    public static ChildFacts? Assemble(
        ChildReference child, Purpose purpose, OrganisationId? recipient, IReadOnlyList<Fact> facts, IReadOnlyList<ConsentGrant> grants, Policy policy, DateTimeOffset now)
    {
        if (Youngest<BirthFact>(facts, FactKind.Birth) is not { } birth)
        {
            return null;
        }

        var day = DutchCalendar.DayOf(now);
        var residence = Youngest<ResidenceFact>(facts, FactKind.Residence);

        return new ChildFacts(
            child,
            birth.BornOn,
            CapacityFor(purpose, recipient, facts, day),
            Organisation(residence?.Municipality),
            PlacementOf([.. facts.Where(fact => fact.Kind is FactKind.Placement).Select(fact => (Placement(fact), fact.RecordedAt))]),
            Flags(facts),
            new Circumstances
            {
                ResidenceSwv = Organisation(residence?.Swv),
                AssessmentClosed = Youngest<AssessmentFact>(facts, FactKind.Assessment)?.ClosedOn,
                MovedOn = residence?.MovedOn,
                MovedFrom = Organisation(residence?.MovedFrom),
            },
            AuthorityRanking.Lines(facts, purpose, policy, now),
            [.. Measures(facts).Select(measure => new Measure(measure.Kind, new OrganisationId(measure.Organisation), measure.From, measure.Through))],
            grants);
    }

    public static IReadOnlyList<string> Holdings(IReadOnlyList<Fact> facts) =>
        [.. facts.Where(fact => fact.Kind is FactKind.Holding && !Read<HoldingFact>(fact).Ended).Select(fact => fact.Subject).Distinct().Order(StringComparer.Ordinal)];

    internal static T Read<T>(Fact fact) => JsonSerializer.Deserialize<T>(fact.Body, BrokerJson.CamelCase)
        ?? throw new JsonException($"A fact of kind {fact.Kind} is empty.");

    // R-AGE-4: for this matter, for as long as it was said to last, and never in the words of who wants to receive.
    private static Capacity CapacityFor(Purpose purpose, OrganisationId? recipient, IReadOnlyList<Fact> facts, DateOnly day)
    {
        var stated = facts.Where(fact => fact.Kind is FactKind.Capacity && fact.Subject == purpose.Code && fact.RecordedBy != recipient?.Value)
            .Select(Read<CapacityFact>)
            .Where(capacity => capacity.StatedOn <= day && (capacity.Through is { } last ? day <= last : capacity.Capable));

        return stated.LastOrDefault() is { Capable: false } ? Capacity.Incapable : Capacity.Capable;
    }

    // A measure has two recorders, the GI and the gemeente: the youngest word about it counts, whoever's it is, so that its end ends it.
    private static IEnumerable<MeasureFact> Measures(IReadOnlyList<Fact> facts) =>
        facts.Where(fact => fact.Kind is FactKind.Measure).GroupBy(fact => fact.Subject, StringComparer.Ordinal).Select(same => Read<MeasureFact>(same.Last()));

    /// <summary>A place at a school; when its enrolment began was not always kept, and then is no later than this record of it.</summary>
    internal static PlacementFact Placement(Fact fact) => Read<PlacementFact>(fact) is var place && place is { Enrolled: true, Since: null } ? place with { Since = fact.RecordedAt } : place;

    /// <param name="said">The last word of each school and its moment, oldest first.</param>
    /// <remarks>
    /// Each school speaks for itself: to register at a next school does not end the enrolment at this one (R-SWV-1, R-SCH-1); only its own word does. A registration
    /// from before the enrolment elsewhere is over: the child went there.
    /// </remarks>
    private static SchoolPlacement PlacementOf(IReadOnlyList<(PlacementFact Place, DateTimeOffset At)> said)
    {
        var enrolment = said.LastOrDefault(word => word.Place.Enrolled).Place;
        var registration = said.LastOrDefault(word => word.Place.RegisteredAt is { } school && school != enrolment?.School && !(word.At < enrolment?.Since)).Place;
        var last = enrolment ?? said.LastOrDefault(word => word.Place.School is not null).Place ?? registration ?? new PlacementFact(null, SchoolKind.None, false, null, null);
        return new SchoolPlacement(Organisation(last.School), last.Kind, last.Enrolled, Organisation(registration?.RegisteredAt), Organisation(last.Swv))
        {
            RegisteredNowhere = said.Count > 0 && enrolment is null && registration is null,
        };
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
