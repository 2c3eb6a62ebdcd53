using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions;

/// <summary>One organisation became another. Statutory paths follow it (R-SUC-2); consent waits for a new word (R-SUC-1).</summary>
/// <param name="On">First day of the successor.</param>
public sealed record Succession(OrganisationId Old, OrganisationId New, DateOnly On)
{
    /// <summary>Whether the organisation that a fact names is, on this day, the one that asks.</summary>
    internal static bool IsSame(Succession? succession, OrganisationId recorded, OrganisationId asking, DateOnly day)
    {
        if (succession is null || day < succession.On || succession.Old == succession.New)
        {
            return recorded == asking;
        }

        return asking != succession.Old && (recorded == asking || (recorded == succession.Old && asking == succession.New));
    }
}
