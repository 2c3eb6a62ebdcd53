namespace ZioExchange.Broker.Oversight.Signals.Rules;

/// <summary>Access in the night, more often on one day than a forgotten report explains. The codes are the hours between which it is night.</summary>
internal sealed class AfterHours : ISignalRule
{
    public string Id => "AFTER_HOURS";

    public IEnumerable<Signal> Run(EventIndex events, SignalRule rule)
    {
        var (from, until) = (int.Parse(rule.Codes[0], System.Globalization.CultureInfo.InvariantCulture), int.Parse(rule.Codes[1], System.Globalization.CultureInfo.InvariantCulture));
        foreach (var (actor, day, decisions) in events.ByActorAndDay())
        {
            var night = decisions.Where(each => DutchTime.Of(each.Moment).Hour is var hour && (hour >= from || hour < until)).ToList();
            if (night.Count > rule.Threshold)
            {
                yield return EventIndex.Signal(rule, $"{actor}|{DutchTime.Iso(day)}", actor, night.Count, night);
            }
        }
    }
}
