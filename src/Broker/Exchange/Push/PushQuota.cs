using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Exchange.Push;

/// <summary>How many messages may wait: of one sender, and for one recipient. A recipient that takes nothing fills no disk, and one sender cannot fill the place of a recipient for the others.</summary>
/// <remarks>
/// Settings <c>Push:MostWaitingPerSender</c> and <c>Push:MostWaitingPerRecipient</c>. Asked before anything about the child is read, so it tells nothing
/// of the child; and once more in the commit that stores the message, where one follows another, so that no two take the same place.
/// </remarks>
internal sealed class PushQuota(IDbContextFactory<BrokerDbContext> contexts, LimitSettings limits, TimeProvider clock)
{
    private readonly int _ofSender = limits.MostWaitingPerSender;
    private readonly int _ofRecipient = limits.MostWaitingPerRecipient;

    /// <returns>Null when there is room for one more.</returns>
    public async Task<Reason?> FullAsync(OrganisationId sender, OrganisationId recipient, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await FullAsync(db, sender, recipient, ct);
    }

    /// <summary>The same within a commit.</summary>
    public async Task<Reason?> FullAsync(BrokerDbContext db, OrganisationId sender, OrganisationId recipient, CancellationToken ct)
    {
        var waiting = PushedMessages.Waiting(db, clock.GetUtcNow());
        return await CountAsync(waiting.Where(row => row.Sender == sender.Value), _ofSender, ct) >= _ofSender ? FaultReasons.TooManyWaiting
            : await CountAsync(waiting.Where(row => row.Recipient == recipient.Value), _ofRecipient, ct) >= _ofRecipient ? FaultReasons.RecipientFull
            : null;
    }

    private static Task<int> CountAsync(IQueryable<PushedDossierRow> rows, int most, CancellationToken ct) => rows.Select(row => row.Id).Take(most).CountAsync(ct);
}
