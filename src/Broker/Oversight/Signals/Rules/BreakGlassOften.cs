namespace ZioExchange.Broker.Oversight.Signals.Rules;

/// <summary>One person breaks the glass more often in a month than emergencies happen.</summary>
internal sealed class BreakGlassOften : ISignalRule
{
    public string Id => "BREAK_GLASS_OFTEN";

    public IEnumerable<Signal> Run(EventIndex events, SignalRule rule) =>
        from actor in events.ByActor
        let broken = actor.Events.Where(each => each.BreakGlass).ToList()
        where broken.Count > rule.Threshold
        select EventIndex.Signal(rule, actor.Actor, actor.Actor, broken.Count, broken);
}
