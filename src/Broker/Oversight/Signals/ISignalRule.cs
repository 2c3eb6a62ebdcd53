namespace ZioExchange.Broker.Oversight.Signals;

/// <summary>One kind of thing that is out of the ordinary. Pure: the same events give the same signals.</summary>
internal interface ISignalRule
{
    string Id { get; }

    IEnumerable<Signal> Run(EventIndex events, SignalRule rule);
}
