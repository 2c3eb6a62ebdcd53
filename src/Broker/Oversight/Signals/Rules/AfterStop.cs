namespace ZioExchange.Broker.Oversight.Signals.Rules;

/// <summary>After a family stopped: data that left on consent without a new yes, or attempts above the threshold. Window in days.</summary>
internal sealed class AfterStop : ISignalRule
{
    public string Id => "AFTER_STOP";

    public IEnumerable<Signal> Run(EventIndex events, SignalRule rule)
    {
        foreach (var child in events.All.Where(each => each.Child is not null).GroupBy(each => each.Child!))
        {
            var acts = child.ToList();
            foreach (var stop in acts.Where(each => each.Act is "WITHDRAWN"))
            {
                var again = acts.FirstOrDefault(each => each.Act is "GIVEN" && each.Moment > stop.Moment && each.Purpose == stop.Purpose)?.Moment ?? DateTimeOffset.MaxValue;
                var after = acts.Where(each => each.IsDecision && each.Purpose == stop.Purpose && each.Moment > stop.Moment && each.Moment < again
                    && each.Moment - stop.Moment <= TimeSpan.FromDays(rule.Window));
                foreach (var actor in after.GroupBy(each => each.Actor))
                {
                    var released = actor.Where(each => !each.Refused && each.OnConsent).ToList();
                    var tried = actor.Where(each => each.Refused && rule.Codes.Contains(each.Reason ?? "")).ToList();
                    if (released.Count > 0 || tried.Count > rule.Threshold)
                    {
                        yield return EventIndex.Signal(rule, $"{actor.Key}|{child.Key}|{stop.Purpose}", actor.Key, released.Count + tried.Count, released.Concat(tried).OrderBy(each => each.Index));
                    }
                }
            }
        }
    }
}
