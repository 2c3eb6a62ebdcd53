namespace ZioExchange.Broker.Oversight.Signals.Rules;

/// <summary>A working day without a single decision, where working days usually have more than the threshold: a gap in the log, or in the work.</summary>
internal sealed class SilentDay : IDayRule
{
    public string Id => "SILENT_DAY";

    public IDayCount Begin(SignalRule rule) => new Count(rule);

    public IEnumerable<Signal> Run(EventIndex events, SignalRule rule) => SignalEngine.Count(this, events, rule);

    private sealed class Count(SignalRule rule) : IDayCount
    {
        private readonly Dictionary<DateOnly, int> _perDay = [];

        public void Add(long index, DateTimeOffset moment, bool isDecision)
        {
            if (isDecision)
            {
                var day = DutchTime.DayOf(moment);
                _perDay[day] = _perDay.GetValueOrDefault(day) + 1;
            }
        }

        public IEnumerable<Signal> Signals()
        {
            if (_perDay.Count < 3)
            {
                yield break;
            }

            var (first, last) = (_perDay.Keys.Min(), _perDay.Keys.Max());
            var working = Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays).Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).ToList();
            var counts = working.Select(day => _perDay.GetValueOrDefault(day)).Order().ToList();
            if (counts.Count == 0 || counts[counts.Count / 2] <= rule.Threshold)
            {
                yield break;
            }

            foreach (var day in working.Where(day => !_perDay.ContainsKey(day)))
            {
                yield return new Signal(rule.Id, DutchTime.Iso(day), null, DutchTime.StartOf(day), counts[counts.Count / 2], 0, []);
            }
        }
    }
}
