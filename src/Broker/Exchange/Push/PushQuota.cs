using System.Globalization;
using Microsoft.EntityFrameworkCore;
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
internal sealed class PushQuota(IDbContextFactory<BrokerDbContext> contexts, IConfiguration configuration, TimeProvider clock)
{
    private readonly int _ofSender = Limit(configuration, "Push:MostWaitingPerSender", 2_000);
    private readonly int _ofRecipient = Limit(configuration, "Push:MostWaitingPerRecipient", 20_000);

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

    private static int Limit(IConfiguration configuration, string key, int usual) =>
        int.TryParse(configuration[key], NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0 ? limit : usual;
}
