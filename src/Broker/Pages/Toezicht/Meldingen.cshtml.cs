using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Oversight.Signals;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/meldingen: what the rules saw, the rules themselves with their thresholds, and every change of a threshold.</summary>
public sealed class MeldingenModel(SignalBook signals, OversightLog log, PageWords words) : OfficerPage(log, words)
{
    public IReadOnlyList<SignalLine> Open { get; private set; } = [];

    public IReadOnlyList<SignalRule> Rules { get; private set; } = [];

    public IReadOnlyList<Tuning> Tunings { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LookAsync("SIGNALS", ct);
        Open = await signals.ListAsync(Officer, open: true, ct);
        Rules = await signals.ThresholdsAsync(Officer.Organisation, ct);
        Tunings = await signals.TuningsAsync(Officer, ct);
    }
}
