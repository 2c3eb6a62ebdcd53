using ZioExchange.Broker.Oversight.Consents;
using ZioExchange.Broker.Oversight.Search;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/toestemmingen: which consents ask for attention, how often families say no, which agreements end soon.</summary>
public sealed class ToestemmingenModel(ConsentQuality quality, ChildNames names, EntryTelling telling, OversightLog log) : OfficerPage
{
    public ConsentReport Report { get; private set; } = null!;

    public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Organisations { get; private set; } = new Dictionary<string, string>();

    public async Task OnGetAsync(CancellationToken ct)
    {
        await log.LookAsync(Officer, "CONSENT_QUALITY", null, null, new Dictionary<string, string>(), ct);
        Report = await quality.MakeAsync(Officer, ct);
        Names = await names.NamesAsync(Officer, Report.Issues.Select(issue => issue.Child), ct);
        Organisations = await telling.OrganisationsAsync(ct);
    }
}
