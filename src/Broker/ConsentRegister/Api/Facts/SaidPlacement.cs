using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.ConsentRegister.Api.Facts;

/// <summary>What a school says of a child's place with it. What that makes of the place depends on what the same school said last.</summary>
/// <param name="Here">The school that speaks.</param>
/// <param name="Ended">Null: not said. A school that had the child enrolled and says no more than that it is not, has it no more: not even registered.</param>
internal sealed record SaidPlacement(string Here, SchoolKind Kind, bool Enrolled, bool? Ended, string? Swv)
{
    /// <param name="last">The last word of this school about this child; null when it said nothing before.</param>
    public PlacementFact After(PlacementFact? last, DateTimeOffset now)
    {
        if (Enrolled)
        {
            return new(Here, Kind, true, null, Swv, last is { Enrolled: true } ? last.Since : now);
        }

        // Only a school where the child was enrolled is one that it left: the last one known to the next school (R-OKR-1).
        return Ended ?? last is { School: not null, RegisteredAt: null }
            ? new(last is { School: null } ? null : Here, Kind, false, null, Swv)
            : new(last?.School, Kind, false, Here, Swv);
    }
}
