namespace ZioExchange.Broker.Oversight.Signals;

/// <summary>What an officer made of a signal. Kept by name.</summary>
public enum SignalVerdict
{
    Open,

    /// <summary>Rightly signalled; the organisation acts on it. The threshold goes back towards its start.</summary>
    Justified,

    /// <summary>Nothing was wrong. The threshold rises a step, so that the same is not told again.</summary>
    FalseAlarm,
}
