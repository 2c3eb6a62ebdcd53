namespace ZioExchange.Broker.Oversight.Signals.Rules;

/// <summary>More different children within the window than anyone meets: somebody or something walks down a list.</summary>
internal sealed class Enumeration : ISignalRule
{
    public string Id => "ENUMERATION";

    public IEnumerable<Signal> Run(EventIndex events, SignalRule rule)
    {
        foreach (var (actor, decisions) in events.ByActor)
        {
            var told = new HashSet<DateOnly>();
            var counts = new Dictionary<string, int>(StringComparer.Ordinal);
            for (int first = 0, last = 0; last < decisions.Count; last++)
            {
                var key = decisions[last].Child ?? $"unknown-{decisions[last].Index}";   // a child that nobody knows is a guess
                counts[key] = counts.GetValueOrDefault(key) + 1;
                for (; decisions[last].Moment - decisions[first].Moment > TimeSpan.FromMinutes(rule.Window); first++)
                {
                    var old = decisions[first].Child ?? $"unknown-{decisions[first].Index}";
                    if (--counts[old] == 0)
                    {
                        counts.Remove(old);
                    }
                }

                var day = DutchTime.DayOf(decisions[last].Moment);
                if (counts.Count > rule.Threshold && told.Add(day))
                {
                    var run = decisions.Skip(first).TakeWhile((each, i) => i == 0 || each.Moment - decisions[first + i - 1].Moment <= TimeSpan.FromMinutes(rule.Window)).ToList();
                    yield return EventIndex.Signal(rule, $"{actor}|{DutchTime.Iso(day)}", actor, run.Select(each => each.Child ?? $"{each.Index}").Distinct().Count(), run);
                }
            }
        }
    }
}
