namespace ZioExchange.Broker.Oversight.Signals.Rules;

/// <summary>One person sees children of more gemeenten than the work explains.</summary>
internal sealed class AcrossMunicipalities : ISignalRule
{
    public string Id => "ACROSS_MUNICIPALITIES";

    public IEnumerable<Signal> Run(EventIndex events, SignalRule rule)
    {
        foreach (var (actor, decisions) in events.ByActor)
        {
            var places = decisions.Where(each => each.Municipality is { Length: > 0 }).GroupBy(each => each.Municipality!).Select(place => place.First()).ToList();
            if (places.Count > rule.Threshold)
            {
                yield return EventIndex.Signal(rule, actor, actor, places.Count, places);
            }
        }
    }
}
