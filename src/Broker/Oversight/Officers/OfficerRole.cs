namespace ZioExchange.Broker.Oversight;

/// <summary>The two roles of oversight. The FG watches and advises (AVG art. 38 lid 3, 39); the privacy officer operates.</summary>
public enum OfficerRole
{
    Fg,
    PrivacyOfficer,
}
