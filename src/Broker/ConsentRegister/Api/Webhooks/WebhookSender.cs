using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;

namespace ZioExchange.Broker.ConsentRegister.Api.Webhooks;

/// <summary>Delivers events to subscriptions: each at least once, with growing pauses, and a row that says how it went.</summary>
/// <remarks>A message holds type, moment and id only. On several nodes the one that raises the count of attempts first sends, and no other tries while it may still be at it.</remarks>
internal sealed class WebhookSender(IDbContextFactory<BrokerDbContext> contexts, MasterKey master, SignedPost post, TimeProvider clock)
{
    public const string Waiting = "WACHT";
    public const string Delivered = "AFGELEVERD";
    public const string GivenUp = "OPGEGEVEN";
    private const int BatchSize = 100;

    /// <summary>Makes deliveries of new events and tries those that are due.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var subscriptions = await db.Subscriptions.Where(row => row.EndedAt == null).ToListAsync(ct);
        foreach (var subscription in subscriptions)
        {
            await PrepareAsync(db, subscription, ct);
        }

        var now = clock.GetUtcNow();
        var due = await db.WebhookDeliveries.AsNoTracking().Where(row => row.NextAt != null && row.NextAt <= now)
            .Where(row => db.Subscriptions.Any(subscription => subscription.Id == row.SubscriptionId && subscription.EndedAt == null)).OrderBy(row => row.NextAt).Take(BatchSize).ToListAsync(ct);
        var open = subscriptions.ToDictionary(row => row.Id);
        await Parallel.ForEachAsync(
            due.Where(row => open.ContainsKey(row.SubscriptionId)), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = ct },
            async (row, stop) => await TryAsync(open[row.SubscriptionId], row, stop));
    }

    private async Task PrepareAsync(BrokerDbContext db, SubscriptionRow subscription, CancellationToken ct)
    {
        var types = subscription.Types.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var events = await db.PartnerEvents.AsNoTracking()
            .Where(row => row.OrganisationId == subscription.OrganisationId && row.Seq >= subscription.NextSeq).OrderBy(row => row.Seq).Take(BatchSize).ToListAsync(ct);
        if (events.Count == 0)
        {
            return;
        }

        var known = (await db.WebhookDeliveries.Where(row => row.SubscriptionId == subscription.Id && row.Seq >= events[0].Seq).Select(row => row.Seq).ToListAsync(ct)).ToHashSet();
        db.WebhookDeliveries.AddRange(events.Where(each => !known.Contains(each.Seq) && (types.Length == 0 || types.Contains(each.Type))).Select(each => new WebhookDeliveryRow
        {
            SubscriptionId = subscription.Id,
            Seq = each.Seq,
            Attempts = 0,
            Outcome = Waiting,
            NextAt = clock.GetUtcNow(),
        }));
        subscription.NextSeq = events[^1].Seq + 1;
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            db.ChangeTracker.Clear();   // another node was first
        }
    }

    private async Task TryAsync(SubscriptionRow subscription, WebhookDeliveryRow delivery, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var (now, attempts, mineUntil) = (clock.GetUtcNow(), delivery.Attempts + 1, post.MineUntil());
        var claimed = await db.WebhookDeliveries
            .Where(row => row.SubscriptionId == delivery.SubscriptionId && row.Seq == delivery.Seq && row.Attempts == delivery.Attempts)
            .ExecuteUpdateAsync(row => row.SetProperty(each => each.Attempts, attempts).SetProperty(each => each.LastAt, now).SetProperty(each => each.NextAt, mineUntil), ct);
        if (claimed != 1)
        {
            return;
        }

        var happened = await db.PartnerEvents.AsNoTracking().SingleOrDefaultAsync(row => row.Seq == delivery.Seq, ct);
        var status = happened is null ? null : await SendAsync(subscription, happened, ct);
        var again = happened is null ? null : post.NextTry(attempts);
        var outcome = status is >= 200 and < 300 ? Delivered : again is null || status == 410 ? GivenUp : Waiting;
        await db.WebhookDeliveries.Where(row => row.SubscriptionId == delivery.SubscriptionId && row.Seq == delivery.Seq && row.Attempts == attempts).ExecuteUpdateAsync(
            row => row.SetProperty(each => each.Status, status).SetProperty(each => each.Outcome, outcome).SetProperty(each => each.NextAt, outcome == Waiting ? again : null), ct);
        if (status == 410)
        {
            await db.Subscriptions.Where(row => row.Id == subscription.Id).ExecuteUpdateAsync(
                row => row.SetProperty(each => each.EndedAt, now).SetProperty(each => each.EndReason, "GONE"), ct);
        }
    }

    private Task<int?> SendAsync(SubscriptionRow subscription, PartnerEventRow happened, CancellationToken ct)
    {
        var body = JsonSerializer.Serialize(new Message(happened.Type, happened.At, new Data(happened.Subject, happened.Seq)), BrokerJson.CamelCase);
        var secret = Encoding.UTF8.GetString(master.Unwrap(subscription.WrappedSecret, Label(subscription.Id)));
        return post.SendAsync(subscription.Address, secret, happened.Id, body, "application/json; charset=utf-8", ct);
    }

    internal static string Label(Guid subscription) => "webhook/" + subscription.ToString("D");

    private sealed record Message(string Type, DateTimeOffset Timestamp, Data Data);

    private sealed record Data(string Onderwerp, long Volgnummer);
}
