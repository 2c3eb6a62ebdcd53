namespace ZioExchange.Broker.Oversight;

/// <summary>The roles that sign in for an organisation. The FG watches and advises (AVG art. 38 lid 3, 39); the privacy officer operates.</summary>
public enum OfficerRole
{
    Fg,
    PrivacyOfficer,

    /// <summary>No officer: an employee who enters on request what a family chose. Sees no log.</summary>
    Desk,
}
