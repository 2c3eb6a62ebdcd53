namespace ZioExchange.Broker.Oversight.Signals.Rules;

/// <summary>A yes that staff entered for a family, used by the same organisation within minutes.</summary>
internal sealed class AssistedConsent : ISignalRule
{
    public string Id => "ASSISTED_CONSENT";

    public IEnumerable<Signal> Run(EventIndex events, SignalRule rule)
    {
        foreach (var child in events.All.Where(each => each.Child is not null).GroupBy(each => each.Child!))
        {
            var acts = child.ToList();
            foreach (var given in acts.Where(each => each is { Act: "GIVEN", ActorOrganisation: not null }))
            {
                var uses = acts.Where(each => each.IsDecision && !each.Refused && each.Recipient == given.ActorOrganisation && each.Purpose == given.Purpose
                    && each.Moment >= given.Moment && each.Moment - given.Moment <= TimeSpan.FromMinutes(rule.Window)).ToList();
                if (uses.Count > rule.Threshold)
                {
                    yield return EventIndex.Signal(rule, $"{given.Actor}|{child.Key}|{given.Purpose}", uses[0].Actor, uses.Count, [given, .. uses]);
                }
            }
        }
    }
}
