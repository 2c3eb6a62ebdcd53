namespace ZioExchange.Broker.Oversight.Signals;

/// <summary>What a rule must see together to see anything.</summary>
public enum SignalScope
{
    /// <summary>The decisions of one person.</summary>
    Actor,

    /// <summary>The decisions and acts about one child.</summary>
    Child,
}
