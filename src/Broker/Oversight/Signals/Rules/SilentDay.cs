namespace ZioExchange.Broker.Oversight.Signals.Rules;

/// <summary>A working day without a single decision, where working days usually have more than the threshold: a gap in the log, or in the work.</summary>
internal sealed class SilentDay : ISignalRule
{
    public string Id => "SILENT_DAY";

    public IEnumerable<Signal> Run(EventIndex events, SignalRule rule)
    {
        var perDay = events.All.Where(each => each.IsDecision).GroupBy(each => DutchTime.DayOf(each.Moment)).ToDictionary(day => day.Key, day => day.Count());
        if (perDay.Count < 3)
        {
            yield break;
        }

        var (first, last) = (perDay.Keys.Min(), perDay.Keys.Max());
        var working = Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays).Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).ToList();
        var counts = working.Select(day => perDay.GetValueOrDefault(day)).Order().ToList();
        if (counts.Count == 0 || counts[counts.Count / 2] <= rule.Threshold)
        {
            yield break;
        }

        foreach (var day in working.Where(day => !perDay.ContainsKey(day)))
        {
            yield return new Signal(rule.Id, DutchTime.Iso(day), null, DutchTime.StartOf(day), counts[counts.Count / 2], 0, []);
        }
    }
}
