namespace ZioExchange.Broker.Oversight.Signals.Rules;

/// <summary>Children of the same holders, each for the first time, shortly after each other: a look at a family rather than at a case.</summary>
internal sealed class Siblings : ISignalRule
{
    public string Id => "SIBLINGS";

    public IEnumerable<Signal> Run(EventIndex events, SignalRule rule)
    {
        foreach (var (actor, decisions) in events.ByActor)
        {
            var firsts = decisions.Where(each => each is { Child: not null, Family: not null }).GroupBy(each => each.Child!).Select(child => child.First());
            foreach (var family in firsts.GroupBy(each => each.Family!))
            {
                var looks = family.OrderBy(each => each.Moment).ToList();
                var near = looks.Where((each, i) => (i > 0 && Close(looks[i - 1], each, rule)) || (i < looks.Count - 1 && Close(each, looks[i + 1], rule))).ToList();
                if (near.Count > rule.Threshold)
                {
                    yield return EventIndex.Signal(rule, $"{actor}|{family.Key}", actor, near.Count, near);
                }
            }
        }
    }

    private static bool Close(LogEvent one, LogEvent next, SignalRule rule) => next.Moment - one.Moment <= TimeSpan.FromMinutes(rule.Window);
}
