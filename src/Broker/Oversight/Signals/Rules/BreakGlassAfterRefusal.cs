namespace ZioExchange.Broker.Oversight.Signals.Rules;

/// <summary>The glass was broken shortly after an ordinary request for the same child was refused: an emergency that follows a no.</summary>
internal sealed class BreakGlassAfterRefusal : ISignalRule
{
    public string Id => "BREAK_GLASS_AFTER_REFUSAL";

    public IEnumerable<Signal> Run(EventIndex events, SignalRule rule)
    {
        foreach (var (actor, decisions) in events.ByActor)
        {
            foreach (var child in decisions.Where(each => each.Child is not null).GroupBy(each => each.Child!))
            {
                var on = child.Where(each => each.BreakGlass && !each.Refused && child.Any(before => before.Refused && !before.BreakGlass
                    && each.Moment > before.Moment && each.Moment - before.Moment <= TimeSpan.FromMinutes(rule.Window))).ToList();
                if (on.Count > rule.Threshold)
                {
                    yield return EventIndex.Signal(rule, $"{actor}|{child.Key}", actor, on.Count, on);
                }
            }
        }
    }
}
