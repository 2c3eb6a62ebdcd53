namespace ZioExchange.Broker.Oversight.Signals.Rules;

/// <summary>An entry that says it happened well before the entry written before it: a clock runs wrong, or was set.</summary>
internal sealed class ClockSkew : IDayRule
{
    // As many as a kept signal names.
    private const int Named = 200;

    public string Id => "CLOCK_SKEW";

    public IDayCount Begin(SignalRule rule) => new Count(rule);

    public IEnumerable<Signal> Run(EventIndex events, SignalRule rule) => SignalEngine.Count(this, events, rule);

    private sealed class Count(SignalRule rule) : IDayCount
    {
        private readonly SortedDictionary<DateOnly, (long Seen, DateTimeOffset Last, List<long> First)> _days = [];
        private DateTimeOffset _latest = DateTimeOffset.MinValue;

        public void Add(long index, DateTimeOffset moment, bool isDecision)
        {
            if (_latest > DateTimeOffset.MinValue && _latest - moment > TimeSpan.FromMinutes(rule.Window))
            {
                var day = DutchTime.DayOf(moment);
                var (seen, _, first) = _days.GetValueOrDefault(day, (0, default, []));
                if (first.Count < Named)
                {
                    first.Add(index);
                }

                _days[day] = (seen + 1, moment, first);
            }

            _latest = moment > _latest ? moment : _latest;
        }

        public IEnumerable<Signal> Signals() => _days.Where(day => day.Value.Seen > rule.Threshold)
            .Select(day => new Signal(rule.Id, DutchTime.Iso(day.Key), null, day.Value.Last, rule.Threshold, day.Value.Seen, day.Value.First));
    }
}
