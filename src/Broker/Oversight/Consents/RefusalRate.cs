namespace ZioExchange.Broker.Oversight.Consents;

/// <summary>How often families said no when one party would receive, in the last year. A high rate may tell of pressure or of a bad question.</summary>
public sealed record RefusalRate(string Recipient, long Answers, long Refused)
{
    public long Percent => Answers == 0 ? 0 : Refused * 100 / Answers;
}
