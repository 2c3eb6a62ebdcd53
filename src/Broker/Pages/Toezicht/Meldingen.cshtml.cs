using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Oversight.Signals;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/meldingen: what the rules saw, the rules themselves with their thresholds, and every change of a threshold.</summary>
public sealed class MeldingenModel(SignalBook signals, OversightLog log, PageWords words) : OfficerPage(log, words)
{
    public IReadOnlyList<SignalLine> Open { get; private set; } = [];

    public IReadOnlyList<SignalRule> Rules { get; private set; } = [];

    /// <summary>Rules that are off, for lack of what this organisation can supply.</summary>
    public IReadOnlySet<string> Off { get; private set; } = new HashSet<string>();

    public IReadOnlyList<Tuning> Tunings { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LookAsync("SIGNALS", ct);
        Open = await signals.ListAsync(Officer, open: true, ct);
        Rules = await signals.ThresholdsAsync(Officer.Organisation, ct);
        Off = (await signals.OffAsync(Officer, ct)).Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);
        Tunings = await signals.TuningsAsync(Officer, ct);
    }
}
