using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Reviews;
using ZioExchange.Broker.Oversight.Rights;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Oversight.Signals;
using ZioExchange.Broker.Oversight.Tally;
using ZioExchange.Broker.Pages.Words;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht: what an officer must know first: is the log whole, what waits, what was out of the ordinary.</summary>
public sealed class IndexModel(
    LogChecks checks, TallyBook tally, Tallies tallies, ReviewBook reviews, SignalBook signals, RightsBook rights, Deadlines deadlines, OversightLog log, TimeProvider clock, PageWords words) : OfficerPage(log, words)
{
    private const int CatchUp = 2000;

    public LogState? State { get; private set; }

    public IReadOnlyList<DayCount> Days { get; private set; } = [];

    public IReadOnlyList<Review> Reviews { get; private set; } = [];

    public int Late { get; private set; }

    public IReadOnlyList<SignalLine> Signals { get; private set; } = [];

    public int Requests { get; private set; }

    public DateOnly Today { get; private set; }

    public IReadOnlyList<Deadline> Due { get; private set; } = [];

    public static string PageOf(Deadline deadline) => deadline.Kind switch
    {
        "REVIEW" => "/Toezicht/Controle",
        "RIGHTS" => "/Toezicht/Rechten",
        "INCIDENT" => "/Toezicht/Incidenten",
        "RECALL" => "/Toezicht/Nazorg",
        _ => "/Toezicht/Toestemmingen",
    };

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LookAsync("DASHBOARD", ct);
        await tally.CatchUpAsync(CatchUp, ct);
        State = await checks.LatestAsync(ct);
        var today = DutchTime.DayOf(clock.GetUtcNow());
        Reviews = await reviews.QueueAsync(Officer, ct);
        Late = Reviews.Count(review => review.Due < today);
        Signals = await signals.ListAsync(Officer, open: true, ct);
        var requests = await rights.ListAsync(Officer, ct);
        Requests = requests.Count(request => request.Open);
        Today = today;
        Due = await deadlines.NextAsync(Officer, Reviews, requests, ct);
        Days = await tallies.PerDayAsync(Officer, today.AddDays(-29), today, ct);
    }
}
