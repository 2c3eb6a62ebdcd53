using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Exchange;

/// <summary>Facts about nobody: a child of whom nothing is recorded. The rules refuse on these what they refuse about every child, and the rest is "not available".</summary>
internal static class UnknownChild
{
    public static ChildFacts Facts(DateTimeOffset now) => new(
        new ChildReference("unknown"),
        DutchCalendar.DayOf(now).AddYears(-9),
        Capacity.Capable,
        residence: null,
        new SchoolPlacement(null, SchoolKind.None, false, null, null),
        ChildFlags.None,
        Circumstances.None,
        authority: [],
        measures: [],
        grants: []);
}
