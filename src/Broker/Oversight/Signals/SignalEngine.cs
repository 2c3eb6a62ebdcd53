using ZioExchange.Broker.Oversight.Signals.Rules;

namespace ZioExchange.Broker.Oversight.Signals;

/// <summary>Runs every rule over the events of one organisation.</summary>
public static class SignalEngine
{
    private static readonly ISignalRule[] Rules =
    [
        new Enumeration(), new Burst(), new RefusedBurst(), new Repeated(), new AfterStop(), new PurposeSwitch(), new Siblings(), new AcrossMunicipalities(),
        new AssistedConsent(), new AfterHours(), new NoCase(), new BreakGlassAfterRefusal(), new BreakGlassOften(), new SilentDay(), new ClockSkew(), new SameSurnameOrAddress(),
    ];

    internal static IEnumerable<string> Known => Rules.Select(rule => rule.Id);

    /// <param name="settings">The rules with the thresholds that count for this organisation.</param>
    public static IReadOnlyList<Signal> Run(IEnumerable<LogEvent> events, IReadOnlyList<SignalRule> settings)
    {
        var index = new EventIndex(events);
        return [.. settings.SelectMany(setting => Array.Find(Rules, rule => rule.Id == setting.Id)?.Run(index, setting) ?? [])];
    }
}
