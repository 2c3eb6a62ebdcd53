namespace ZioExchange.Broker.Cli;

/// <summary>Exit codes of all verbs; the first that applies wins, in the order 2, 78, 65, 1, 0 (CONTRACT).</summary>
public static class ExitCodes
{
    public const int Good = 0;
    public const int Finding = 1;
    public const int BadUsage = 2;
    public const int BadInput = 65;
    public const int BadConfiguration = 78;
}
