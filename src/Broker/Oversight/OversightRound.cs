using ZioExchange.Broker.Directory;
using ZioExchange.Broker.Oversight.Reviews;
using ZioExchange.Broker.Oversight.Signals;

namespace ZioExchange.Broker.Oversight;

/// <summary>One round over every organisation: the sample of this month and the signals of the last 31 days.</summary>
public sealed class OversightRound(PartnerDirectory directory, EventReader events, ReviewSampling sampling, SignalBook signals, TimeProvider clock)
{
    private static readonly TimeSpan Period = TimeSpan.FromDays(31);

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var organisation in await directory.AllAsync(ct))
        {
            var seen = await events.ReadAsync(organisation.Id, now - Period, now + TimeSpan.FromDays(1), ct);
            if (seen.Count > 0)
            {
                await sampling.SampleAsync(organisation.Id, seen, ct);
                await signals.DetectAsync(organisation.Id, seen, ct);
            }
        }
    }

    public Task EscalateAsync(CancellationToken ct) => sampling.EscalateAsync(ct);
}
