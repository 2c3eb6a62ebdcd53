using ZioExchange.Broker.Oversight.Consents;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/toestemmingen: which consents ask for attention, how often families say no, which agreements end soon.</summary>
public sealed class ToestemmingenModel(ConsentQuality quality, ChildNames names, EntryTelling telling, OversightLog log, PageWords words) : OfficerPage(log, words)
{
    private const int MostPages = 10_000;

    public ConsentReport Report { get; private set; } = null!;

    public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Organisations { get; private set; } = new Dictionary<string, string>();

    /// <param name="blad">From 1; what cannot be a page is the first.</param>
    public async Task OnGetAsync(int blad, CancellationToken ct)
    {
        await LookAsync("CONSENT_QUALITY", ct);
        Report = await quality.MakeAsync(Officer, Math.Clamp(blad, 1, MostPages), ct);
        Names = await names.NamesAsync(Officer, Report.Issues.Select(issue => issue.Child), ct);
        Organisations = await telling.OrganisationsAsync(ct);
    }
}
