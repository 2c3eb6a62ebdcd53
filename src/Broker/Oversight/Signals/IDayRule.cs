namespace ZioExchange.Broker.Oversight.Signals;

/// <summary>A rule that looks at when things were done, in a whole organisation: fed one after another, it keeps no event.</summary>
internal interface IDayRule : ISignalRule
{
    /// <summary>Begins to count.</summary>
    IDayCount Begin(SignalRule rule);
}
