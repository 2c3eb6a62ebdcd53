namespace ZioExchange.Broker.Oversight.Signals.Rules;

/// <summary>An entry that says it happened well before the entry written before it: a clock runs wrong, or was set.</summary>
internal sealed class ClockSkew : ISignalRule
{
    public string Id => "CLOCK_SKEW";

    public IEnumerable<Signal> Run(EventIndex events, SignalRule rule)
    {
        var latest = DateTimeOffset.MinValue;
        foreach (var day in events.All.OrderBy(each => each.Index).Where(IsBack).ToList().GroupBy(each => DutchTime.DayOf(each.Moment)))
        {
            var on = day.ToList();
            if (on.Count > rule.Threshold)
            {
                yield return EventIndex.Signal(rule, DutchTime.Iso(day.Key), null, on.Count, on);
            }
        }

        bool IsBack(LogEvent each)
        {
            var back = latest > DateTimeOffset.MinValue && latest - each.Moment > TimeSpan.FromMinutes(rule.Window);
            latest = each.Moment > latest ? each.Moment : latest;
            return back;
        }
    }
}
