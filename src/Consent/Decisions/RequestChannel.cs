namespace ZioExchange.Consent.Decisions;

/// <summary>How the data would travel. Only the EUS changes a decision: it is banned (Wabvpz 15f).</summary>
public enum RequestChannel
{
    PointToPoint,
    Push,
    EusPull,
}
