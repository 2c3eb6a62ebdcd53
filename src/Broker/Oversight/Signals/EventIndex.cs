namespace ZioExchange.Broker.Oversight.Signals;

/// <summary>The events of one organisation in order of time, and the same by actor.</summary>
internal sealed class EventIndex
{
    public EventIndex(IEnumerable<LogEvent> events)
    {
        All = [.. events.OrderBy(each => each.Moment).ThenBy(each => each.Index)];
        ByActor = [.. All.Where(each => each is { IsDecision: true, Actor: not null }).GroupBy(each => each.Actor!).Select(group => (group.Key, (IReadOnlyList<LogEvent>)[.. group]))];
    }

    public IReadOnlyList<LogEvent> All { get; }

    /// <summary>Decisions only.</summary>
    public IReadOnlyList<(string Actor, IReadOnlyList<LogEvent> Events)> ByActor { get; }

    /// <summary>Decisions of each actor on each Dutch day.</summary>
    public IEnumerable<(string Actor, DateOnly Day, IReadOnlyList<LogEvent> Events)> ByActorAndDay() =>
        ByActor.SelectMany(actor => actor.Events.GroupBy(each => DutchTime.DayOf(each.Moment)).Select(day => (actor.Actor, day.Key, (IReadOnlyList<LogEvent>)[.. day])));

    public static Signal Signal(SignalRule rule, string about, string? actor, long seen, IEnumerable<LogEvent> on)
    {
        var entries = on.ToList();
        return new Signal(rule.Id, about, actor, entries[^1].Moment, rule.Threshold, seen, [.. entries.Select(each => each.Index)]);
    }
}
