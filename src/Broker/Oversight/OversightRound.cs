using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Oversight.Reviews;
using ZioExchange.Broker.Oversight.Signals;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight;

/// <summary>One round over every organisation: the sample of this month and the signals of the last 31 days.</summary>
public sealed class OversightRound(PartnerDirectory directory, EventReader events, ReviewSampling sampling, SignalBook signals, TimeProvider clock)
{
    private static readonly TimeSpan Period = TimeSpan.FromDays(31);

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
        var seen = await events.ReadAsync(organisation, now - Period, now + TimeSpan.FromDays(1), ct);
        if (seen.Count > 0)
        {
            await sampling.SampleAsync(organisation, seen, ct);
            await signals.DetectAsync(organisation, seen, ct);
        }
    }

    public Task EscalateAsync(CancellationToken ct) => sampling.EscalateAsync(ct);
}
