namespace ZioExchange.Broker.Oversight.Signals.Rules;

/// <summary>One person comes back to one child again and again, and far more often than to the other children of the same case load.</summary>
internal sealed class Repeated : ISignalRule
{
    public string Id => "REPEATED";

    public IEnumerable<Signal> Run(EventIndex events, SignalRule rule)
    {
        foreach (var (actor, decisions) in events.ByActor)
        {
            var children = decisions.Where(each => each.Child is not null).GroupBy(each => each.Child!).OrderBy(child => child.Count()).ToList();
            foreach (var child in children.Where(child => child.Count() > rule.Threshold && (children.Count == 1 || child.Count() > 4 * children[(children.Count - 1) / 2].Count())))
            {
                yield return EventIndex.Signal(rule, $"{actor}|{child.Key}", actor, child.Count(), child);
            }
        }
    }
}
