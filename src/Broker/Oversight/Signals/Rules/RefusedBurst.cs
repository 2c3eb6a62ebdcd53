namespace ZioExchange.Broker.Oversight.Signals.Rules;

/// <summary>Many refusals of one person on one day.</summary>
internal sealed class RefusedBurst : ISignalRule
{
    public string Id => "REFUSED_BURST";

    public IEnumerable<Signal> Run(EventIndex events, SignalRule rule) =>
        from day in events.ByActorAndDay()
        let refused = day.Events.Where(each => each.Refused).ToList()
        where refused.Count > rule.Threshold
        select EventIndex.Signal(rule, $"{day.Actor}|{DutchTime.Iso(day.Day)}", day.Actor, refused.Count, refused);
}
