using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Reviews;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht;

/// <summary>/toezicht/controle: the queue of accesses to review, most urgent first.</summary>
public sealed class ControleModel(ReviewBook reviews, SamplingPlan plan, OversightLog log, TimeProvider clock, PageWords words) : OfficerPage(log, words)
{
    public SamplingPlan Plan => plan;

    public IReadOnlyList<Review> Queue { get; private set; } = [];

    public DateOnly Today => DutchTime.DayOf(clock.GetUtcNow());

    public int Late => Queue.Count(review => review.Due < Today);

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LookAsync("REVIEW_QUEUE", ct);
        Queue = await reviews.QueueAsync(Officer, ct);
    }
}
