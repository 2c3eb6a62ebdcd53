namespace ZioExchange.Consent.Policies;

/// <summary>Facts that must be recorded before a row opens.</summary>
[Flags]
public enum Gates
{
    None = 0,
    SchoolRequest = 1,
    ArrangementApplication = 2,
    ParentInzageDone = 4,
    EnrolledOrRegistered = 8,
}
