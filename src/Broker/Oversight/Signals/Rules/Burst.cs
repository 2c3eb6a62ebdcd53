namespace ZioExchange.Broker.Oversight.Signals.Rules;

/// <summary>A day with far more decisions than the same person has on other days.</summary>
internal sealed class Burst : ISignalRule
{
    public string Id => "BURST";

    public IEnumerable<Signal> Run(EventIndex events, SignalRule rule)
    {
        foreach (var actor in events.ByActorAndDay().GroupBy(each => each.Actor))
        {
            var days = actor.OrderBy(day => day.Events.Count).ToList();
            var usual = days[(days.Count - 1) / 2].Events.Count;   // of an even number the lower: one strange day must not be its own measure
            foreach (var day in days.Where(day => day.Events.Count > rule.Threshold && (days.Count == 1 || day.Events.Count > 4 * usual)))
            {
                yield return EventIndex.Signal(rule, $"{actor.Key}|{DutchTime.Iso(day.Day)}", actor.Key, day.Events.Count, day.Events);
            }
        }
    }
}
