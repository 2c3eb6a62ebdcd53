namespace ZioExchange.Broker.Cli.Audit;

/// <summary>What the audit verbs answer to the shell. Source: the contract's table of commands.</summary>
internal static class ExitCodes
{
    public const int Good = 0;
    public const int Finding = 1;
    public const int Usage = 2;
    public const int UnreadableInput = 65;
    public const int Unavailable = 78;
}
