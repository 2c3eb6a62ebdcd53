namespace ZioExchange.Consent.Policies;

/// <summary>Chosen once per installation and written in every decision.</summary>
public enum PolicyProfile
{
    /// <summary>The default: every holder of gezag says yes.</summary>
    Strict,

    /// <summary>For the rows that allow it, one holder's yes counts when the other was told and did not object in ten school days.</summary>
    Guidance,
}
