namespace ZioExchange.Broker.Oversight.Signals.Rules;

/// <summary>Asked after children with whom the organisation has no enrolment, residence or case; or who do not exist. The codes are the reasons that say so.</summary>
internal sealed class NoCase : ISignalRule
{
    public string Id => "NO_CASE";

    public IEnumerable<Signal> Run(EventIndex events, SignalRule rule)
    {
        foreach (var (actor, decisions) in events.ByActor)
        {
            var strange = decisions.Where(each => each.Refused && rule.Codes.Contains(each.Reason ?? "")).ToList();
            var children = strange.Select(each => each.Child ?? $"unknown-{each.Index}").Distinct(StringComparer.Ordinal).Count();
            if (children > rule.Threshold)
            {
                yield return EventIndex.Signal(rule, actor, actor, children, strange);
            }
        }
    }
}
