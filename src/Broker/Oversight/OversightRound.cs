using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Oversight.Reviews;
using ZioExchange.Broker.Oversight.Signals;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight;

/// <summary>One round over every organisation: the sample of this month and the signals of the last 31 days.</summary>
/// <remarks>
/// However much an organisation did in a month, a round holds a bounded number of its events at a time: all of some persons, then all about some
/// children. What concerns the organisation as a whole (the part that is drawn at random, days without work, clocks) is read from the columns alone.
/// </remarks>
public sealed class OversightRound(PartnerDirectory directory, EventReader events, LogSlices slices, ReviewSampling sampling, SignalBook signals, TimeProvider clock)
{
    private static readonly TimeSpan Period = TimeSpan.FromDays(31);

    /// <summary>How many events are held at a time. A person with more of them in a month is looked at in parts.</summary>
    public int MostAtOnce { get; init; } = 20_000;

    public async Task RunAsync(CancellationToken ct)
    {
        var faults = new List<Exception>();
        foreach (var organisation in await directory.AllAsync(ct))
        {
            try
            {
                await RunAsync(organisation.Id, ct);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                faults.Add(fault);   // what fails for one organisation keeps no other from its signals
            }
        }

        if (faults.Count > 0)
        {
            throw new AggregateException(faults);
        }
    }

    private async Task RunAsync(OrganisationId organisation, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (from, to) = (now - Period, now + TimeSpan.FromDays(1));
        var drawn = await sampling.DrawAsync(organisation, ct);
        await foreach (var persons in events.ByActorAsync(organisation, from, to, MostAtOnce, ct))
        {
            await sampling.SampleAsync(organisation, persons, ct, drawn);
            await signals.DetectAsync(organisation, persons, SignalScope.Actor, ct);
        }

        await foreach (var children in events.ByChildAsync(organisation, from, to, MostAtOnce, ct))
        {
            await signals.DetectAsync(organisation, children, SignalScope.Child, ct);
        }

        await signals.DetectAsync(organisation, slices.ActsAsync(organisation, from, to, ct), ct);
    }

    public Task EscalateAsync(CancellationToken ct) => sampling.EscalateAsync(ct);
}
