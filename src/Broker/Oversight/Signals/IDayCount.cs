namespace ZioExchange.Broker.Oversight.Signals;

/// <summary>What a rule over days has counted so far.</summary>
internal interface IDayCount
{
    /// <summary>One decision or consent act, in the order of the log.</summary>
    void Add(long index, DateTimeOffset moment, bool isDecision);

    /// <summary>What the rule makes of all that was added.</summary>
    IEnumerable<Signal> Signals();
}
