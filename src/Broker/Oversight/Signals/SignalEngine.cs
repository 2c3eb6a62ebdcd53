using ZioExchange.Broker.Oversight.Signals.Rules;

namespace ZioExchange.Broker.Oversight.Signals;

/// <summary>Runs rules over events of one organisation.</summary>
public static class SignalEngine
{
    private static readonly ISignalRule[] ByActor =
    [
        new Enumeration(), new Burst(), new RefusedBurst(), new Repeated(), new PurposeSwitch(), new Siblings(), new AcrossMunicipalities(),
        new AfterHours(), new NoCase(), new BreakGlassAfterRefusal(), new BreakGlassOften(), new SameSurnameOrAddress(),
    ];

    private static readonly ISignalRule[] ByChild = [new AfterStop(), new AssistedConsent()];

    private static readonly IDayRule[] ByDay = [new SilentDay(), new ClockSkew()];

    internal static IEnumerable<string> Known => ByActor.Concat(ByChild).Concat(ByDay).Select(rule => rule.Id);

    /// <summary>Every rule that has a setting, over all events at once.</summary>
    /// <param name="settings">The rules with the thresholds that count for this organisation.</param>
    public static IReadOnlyList<Signal> Run(IEnumerable<LogEvent> events, IReadOnlyList<SignalRule> settings) => Run(events, settings, [.. ByActor, .. ByChild, .. ByDay]);

    /// <summary>The rules of one scope: the events are all of some persons, or all about some children.</summary>
    public static IReadOnlyList<Signal> Run(IEnumerable<LogEvent> events, IReadOnlyList<SignalRule> settings, SignalScope scope) => Run(events, settings, scope is SignalScope.Actor ? ByActor : ByChild);

    /// <summary>The rules over days, fed one act after another.</summary>
    /// <param name="acts">Decisions and consent acts of the whole organisation, in the order of the log.</param>
    public static async Task<IReadOnlyList<Signal>> RunAsync(IAsyncEnumerable<(long Index, DateTimeOffset Moment, bool IsDecision)> acts, IReadOnlyList<SignalRule> settings)
    {
        var counts = settings.SelectMany(setting => ByDay.Where(rule => rule.Id == setting.Id).Select(rule => rule.Begin(setting))).ToList();
        await foreach (var (index, moment, isDecision) in acts)
        {
            counts.ForEach(count => count.Add(index, moment, isDecision));
        }

        return [.. counts.SelectMany(count => count.Signals())];
    }

    /// <summary>A rule over days, over events that are at hand.</summary>
    internal static IEnumerable<Signal> Count(IDayRule rule, EventIndex events, SignalRule setting)
    {
        var count = rule.Begin(setting);
        foreach (var each in events.All.OrderBy(each => each.Index))
        {
            count.Add(each.Index, each.Moment, each.IsDecision);
        }

        return count.Signals();
    }

    private static List<Signal> Run(IEnumerable<LogEvent> events, IReadOnlyList<SignalRule> settings, ISignalRule[] rules)
    {
        var index = new EventIndex(events);
        return [.. settings.SelectMany(setting => Array.Find(rules, rule => rule.Id == setting.Id)?.Run(index, setting) ?? [])];
    }
}
