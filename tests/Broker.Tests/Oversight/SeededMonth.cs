using ZioExchange.Broker.Oversight.Signals;

namespace ZioExchange.Broker.Tests.Oversight;

/// <summary>A month of ordinary work at one SWV, made up from a seed, with misuse planted in it.</summary>
internal sealed class SeededMonth
{
    public const string Organisation = "swv-1";
    private static readonly string[] Purposes = ["TLV_AANVRAAG", "ARRANGEMENT", "OPP", "THUISZITTER"];
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 0, 0, 0, TimeSpan.FromHours(1));

    private readonly Random _random;
    private readonly List<LogEvent> _events = [];

    public SeededMonth(int seed, int staff, int entries)
    {
        _random = new Random(seed);
        Fill(staff, entries);
    }

    public IReadOnlyList<LogEvent> Events => _events;

    /// <summary>Entries of planted misuse, by the rule that must see them.</summary>
    public Dictionary<string, HashSet<long>> Planted { get; } = [];

    public void Plant(string rule, string actor, params (double Minutes, string? Child, string Purpose, string? Refusal, bool Glass)[] acts)
    {
        var at = WorkMoment(_random.Next(3, 20), 10) - TimeSpan.FromMinutes(5);
        foreach (var (minutes, child, purpose, refusal, glass) in acts)
        {
            Add(at.AddMinutes(minutes), actor, child, purpose, refusal, glass, rule);
        }
    }

    public void Plant(string rule, LogEvent planted)
    {
        _events.Add(planted with { Index = _events.Count });
        Mark(rule, _events.Count - 1);
    }

    public DateTimeOffset WorkMoment(int day, int hour) => At(Working(day), hour, _random.Next(3600));

    // Each person has a case load, works by day, is refused now and then, and rarely breaks a glass.
    private void Fill(int staff, int entries)
    {
        for (var i = 0; i < entries; i++)
        {
            var person = _random.Next(staff);
            var number = _random.Next(60);
            var child = $"child-{person}-{number}";
            var refused = _random.Next(100) < 3;
            var at = At(Working(_random.Next(0, 21)), _random.Next(1000) == 0 ? 22 : 8 + _random.Next(9), _random.Next(3600));
            var purpose = Purposes[(person + (_random.Next(50) == 0 ? 1 : 0)) % Purposes.Length];
            var reason = !refused ? "STATUTORY_BASIS" : _random.Next(60) == 0 ? "CHILD_NOT_ENROLLED" : "CONSENT_INCOMPLETE";
            var family = number < 12 ? $"family-{person}-{number / 2}" : $"family-of-{child}";   // some are brother and sister
            _events.Add(new LogEvent(
                i, at, IsDecision: true, refused, $"person-{person}", Organisation, $"school-{person % 9}", Organisation, purpose, child, reason,
                BreakGlass: _random.Next(5000) == 0, Family: family, Municipality: $"gemeente-{person % 3}", Alike: ((person * 61) + number) % 400 == 0 ? 1 : 0));   // a surname in common now and then
        }

        // The log keeps the order in which things happened.
        _events.Sort((one, other) => one.Moment.CompareTo(other.Moment));
        for (var i = 0; i < _events.Count; i++)
        {
            _events[i] = _events[i] with { Index = i };
        }
    }

    private void Add(DateTimeOffset at, string actor, string? child, string purpose, string? refusal, bool glass, string rule)
    {
        _events.Add(new LogEvent(
            _events.Count, at, true, refusal is not null, actor, Organisation, "school-0", Organisation, purpose, child, refusal ?? "STATUTORY_BASIS", glass, Family: $"family-of-{child}", Municipality: "gemeente-0"));
        Mark(rule, _events.Count - 1);
    }

    private void Mark(string rule, long index)
    {
        if (!Planted.TryGetValue(rule, out var entries))
        {
            Planted[rule] = entries = [];
        }

        entries.Add(index);
    }

    private static int Working(int n) => (n / 5 * 7) + (n % 5);

    private static DateTimeOffset At(int day, int hour, int second) => Start.AddDays(day).AddHours(hour).AddSeconds(second);
}
