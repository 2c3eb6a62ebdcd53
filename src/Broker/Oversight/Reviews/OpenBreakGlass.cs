using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Exchange;
using ZioExchange.Broker.Oversight.Storage;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight.Reviews;

/// <summary>Which broken glasses of one user nobody has judged yet; the decision about the next one weighs them (R-BG-3).</summary>
public sealed class OpenBreakGlass(BrokerDatabase database) : IBreakGlassReviews
{
    public async Task<(int Open, DateTimeOffset? Oldest)> OfAsync(OrganisationId organisation, string actor, CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        var open = await db.Reviews.AsNoTracking()
            .Where(row => row.Organisation == organisation.Value && row.Actor == actor && row.JudgedAt == null && row.Reasons.Contains("BREAK_GLASS")).Select(row => row.Moment).ToListAsync(ct);
        return (open.Count, open.Count == 0 ? null : new DateTimeOffset(open.Min(), TimeSpan.Zero));
    }
}
