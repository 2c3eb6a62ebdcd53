namespace ZioExchange.Broker.Oversight.Signals.Rules;

/// <summary>Refused for one purpose, and shortly after permitted for another: the purpose was chosen to get in.</summary>
internal sealed class PurposeSwitch : ISignalRule
{
    public string Id => "PURPOSE_SWITCH";

    public IEnumerable<Signal> Run(EventIndex events, SignalRule rule)
    {
        foreach (var (actor, decisions) in events.ByActor)
        {
            foreach (var child in decisions.Where(each => each.Child is not null).GroupBy(each => each.Child!))
            {
                var on = new List<LogEvent>();
                var switches = 0;
                LogEvent? refusal = null;
                foreach (var decision in child)
                {
                    if (decision.Refused)
                    {
                        refusal = decision;
                    }
                    else if (refusal is not null && decision.Purpose != refusal.Purpose && !decision.BreakGlass && decision.Moment - refusal.Moment <= TimeSpan.FromMinutes(rule.Window))
                    {
                        on.AddRange([refusal, decision]);
                        switches++;
                        refusal = null;
                    }
                }

                if (switches > rule.Threshold)
                {
                    yield return EventIndex.Signal(rule, $"{actor}|{child.Key}", actor, switches, on);
                }
            }
        }
    }
}
