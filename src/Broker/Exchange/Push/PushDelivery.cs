using System.Text;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister.Api.Webhooks;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Exchange.Push;

/// <summary>Brings messages to the address that their recipient registered: signed as Standard Webhooks says, again after growing pauses, until it answers 2xx.</summary>
/// <remarks>
/// <c>webhook-id</c> is the receipt and the same at each attempt, so a recipient that saw it already, because an answer got lost, passes
/// over it: once it is taken, here and there. Each attempt stands in the log before it leaves, whatever comes back. On several nodes the one that raises the count of attempts sends, and no other tries while it may still be at it. While it waits, and when
/// the attempts are used up, the recipient can still fetch it.
/// </remarks>
internal sealed class PushDelivery(IDbContextFactory<BrokerDbContext> contexts, PushBox box, MasterKey master, SignedPost post, TimeProvider clock)
{
    private const int BatchSize = 50;

    /// <summary>Tries what is due.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var due = await PushedMessages.WithoutContent(PushedMessages.Waiting(db, now).Where(row => row.NextAt != null && row.NextAt <= now).OrderBy(row => row.NextAt).Take(BatchSize)).ToListAsync(ct);
        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = ct }, async (row, stop) => await TryAsync(row, stop));
    }

    internal static string Label(string organisation) => "delivery/" + organisation;

    private async Task TryAsync(PushedDossierRow row, CancellationToken ct)
    {
        var (attempts, mineUntil) = (row.Attempts + 1, post.MineUntil());
        await using var db = await contexts.CreateDbContextAsync(ct);
        var claimed = await db.PushedDossiers.Where(each => each.Id == row.Id && each.Attempts == row.Attempts && each.TakenAt == null)
            .ExecuteUpdateAsync(each => each.SetProperty(one => one.Attempts, attempts).SetProperty(one => one.NextAt, mineUntil), ct);
        if (claimed != 1)
        {
            return;
        }

        var recipient = new OrganisationId(row.Recipient);
        if (await db.DeliveryAddresses.AsNoTracking().SingleOrDefaultAsync(each => each.OrganisationId == row.Recipient, ct) is { } address
            && await box.SendAsync(recipient, row.Id, ct) is { } bundle
            && await PostAsync(address, row.Id, bundle, ct) is >= 200 and < 300)
        {
            await box.TakeAsync(recipient, new AuditActor(recipient.Value, "PARTNER_SYSTEM", recipient), row.Id, ct);
        }

        // What was taken, or emptied meanwhile, is tried no more.
        var again = post.NextTry(attempts);
        await db.PushedDossiers.Where(each => each.Id == row.Id && each.Attempts == attempts && each.TakenAt == null && each.NextAt != null)
            .ExecuteUpdateAsync(each => each.SetProperty(one => one.NextAt, again), ct);
    }

    private Task<int?> PostAsync(DeliveryAddressRow address, Guid receipt, string bundle, CancellationToken ct) =>
        post.SendAsync(address.Address, Encoding.UTF8.GetString(master.Unwrap(address.WrappedSecret, Label(address.OrganisationId))), receipt, bundle, FhirMedia.Json, ct);
}
