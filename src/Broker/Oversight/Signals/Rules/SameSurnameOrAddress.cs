namespace ZioExchange.Broker.Oversight.Signals.Rules;

/// <summary>An employee looks at a child of the own surname (counts 1) or at the own address (counts 2), as far as the organisation supplied keyed hashes of both.</summary>
internal sealed class SameSurnameOrAddress : ISignalRule
{
    public string Id => "SAME_SURNAME_OR_ADDRESS";

    public IEnumerable<Signal> Run(EventIndex events, SignalRule rule) =>
        from actor in events.ByActor
        from child in actor.Events.Where(each => each.Alike > rule.Threshold).GroupBy(each => each.Child)
        select EventIndex.Signal(rule, $"{actor.Actor}|{child.Key}", actor.Actor, child.Max(each => each.Alike), child);
}
