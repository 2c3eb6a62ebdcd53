namespace ZioExchange.Broker.Oversight.Tally;

/// <summary>Decisions on one Dutch calendar day.</summary>
public sealed record DayCount(DateOnly Day, long Permitted, long Refused, long BreakGlass)
{
    public long All => Permitted + Refused + BreakGlass;
}
