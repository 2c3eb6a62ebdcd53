using System.Text;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Exchange.Push;

/// <summary>Keeps what was sent until its recipient took it, at most seven days, encrypted under the child's key. Taken is emptied: the broker keeps no dossier.</summary>
internal sealed class PushBox(IDbContextFactory<BrokerDbContext> contexts, MasterKey master, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    public async Task<PushedDossierRow> SealAsync(ExchangePermit permit, ReadOnlyMemory<byte> bundle, DateTimeOffset now, CancellationToken ct)
    {
        var id = Guid.CreateVersion7(now);
        var key = await KeyAsync(permit.Child.Value, ct) ?? throw new InvalidOperationException("The child is no longer in the register.");
        return new PushedDossierRow
        {
            Id = id,
            ChildId = permit.Child.Value,
            Sender = permit.Source.Value,
            Recipient = permit.Recipient.Value,
            Purpose = permit.Purpose.Code,
            Sealed = key.Seal(Encoding.UTF8.GetString(bundle.Span), Label(id)),
            SentAt = now,
            KeepUntil = now + Kept,
        };
    }

    /// <returns>The Bundle; null when there is none for this recipient, or it was taken or is too old.</returns>
    public async Task<string?> ReadAsync(OrganisationId recipient, Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await db.PushedDossiers.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.Recipient == recipient.Value && row.TakenAt == null && row.KeepUntil > now, ct);
        return row is { Sealed.Length: > 0 } && await KeyAsync(row.ChildId, ct) is { } key ? key.Open(row.Sealed, Label(id)) : null;
    }

    /// <summary>The recipient has it: the content goes.</summary>
    /// <returns>False when there is nothing (any more) for this recipient.</returns>
    public async Task<bool> TakeAsync(OrganisationId recipient, Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        await db.PushedDossiers.Where(row => row.KeepUntil <= now && row.TakenAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(each => each.Sealed, Array.Empty<byte>()), ct);
        return await db.PushedDossiers.Where(row => row.Id == id && row.Recipient == recipient.Value && row.TakenAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(each => each.TakenAt, now).SetProperty(each => each.Sealed, Array.Empty<byte>()), ct) == 1;
    }

    private async Task<ChildKey?> KeyAsync(string child, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Children.AsNoTracking().SingleOrDefaultAsync(row => row.Id == child, ct) is { WrappedKey.Length: > 0 } row ? ChildKey.Unwrap(master, row.Id, row.WrappedKey) : null;
    }

    private static string Label(Guid id) => "push/" + id.ToString("D");
}
