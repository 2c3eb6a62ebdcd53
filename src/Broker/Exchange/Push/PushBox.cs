using System.Text;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity;
using ZioExchange.Broker.Keys;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Exchange.Push;

/// <summary>Keeps what was sent until its recipient has it, at most seven days, encrypted under the child's key. Taken is emptied: the broker keeps no dossier.</summary>
/// <remarks>A message that still waits is decided about once more before it is handed over: when not all of it may go any more it is emptied, and the source can send again what is left.</remarks>
internal sealed class PushBox(IDbContextFactory<BrokerDbContext> contexts, BrokerDatabase database, PushDecisions decisions, MasterKey master, IAuditLog log, ClockWatch watch, TimeProvider clock)
{
    private const int HandoverAttempts = 5;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    public async Task<PushedDossierRow> SealAsync(Decision decision, Role role, ReadOnlyMemory<byte> bundle, DateTimeOffset now, CancellationToken ct)
    {
        var permit = decision.Permit ?? throw new InvalidOperationException("Nothing is sealed that was not permitted.");
        var id = Guid.CreateVersion7(now);
        var key = await KeyAsync(permit.Child.Value, ct) ?? throw new InvalidOperationException("The child is no longer in the register.");
        await using var db = await contexts.CreateDbContextAsync(ct);
        var isBrought = await db.DeliveryAddresses.AnyAsync(row => row.OrganisationId == permit.Recipient.Value, ct);
        return new PushedDossierRow
        {
            Id = id,
            ChildId = permit.Child.Value,
            Sender = permit.Source.Value,
            Recipient = permit.Recipient.Value,
            Purpose = permit.Purpose.Code,
            Sealed = key.Seal(Encoding.UTF8.GetString(bundle.Span), Label(id)),
            Role = role.Code,
            Categories = string.Join(' ', permit.Categories.Select(category => category.Code)),
            RestsOn = string.Join(' ', decision.RestsOn.Grants),
            NextAt = isBrought ? now : null,
            SentAt = now,
            KeepUntil = now + Kept,
        };
    }

    /// <summary>A recipient fetches what waits. The log keeps with which key, because that matters when the key turns out to be stolen.</summary>
    /// <returns>The Bundle; null when there is none for this recipient, or it was taken, is too old or may not be handed over any more.</returns>
    public Task<string?> FetchAsync(Caller caller, Guid id, CancellationToken ct) => HandOverAsync(caller.Organisation, caller.Actor("PARTNER_SYSTEM"), "MESSAGE_FETCHED", id, ct);

    /// <summary>The same, for who brings it to the recipient's own address: what is returned is about to leave, also when no reply to it ever comes back.</summary>
    public Task<string?> SendAsync(OrganisationId recipient, Guid id, CancellationToken ct) => HandOverAsync(recipient, new AuditActor(recipient.Value, "PARTNER_SYSTEM", recipient), "MESSAGE_SENT", id, ct);

    /// <summary>Handed over once the log says so. The log entry is one commit with a look at the versions that were decided on: a stop that was committed in between wins (R-WD-6, ADR-0004).</summary>
    private async Task<string?> HandOverAsync(OrganisationId recipient, AuditActor actor, string act, Guid id, CancellationToken ct)
    {
        for (var attempt = 0; attempt < HandoverAttempts; attempt++)
        {
            if (await OpenAsync(recipient, id, ct) is not var (row, bundle, decided))
            {
                return null;
            }

            var unchanged = new ReleaseStep(new ChildReference(row.ChildId), decided.ConsentVersion, decided.DirectoryVersion);
            if (await log.AppendAsync(Entry(row, recipient, actor, act, clock.GetUtcNow()), unchanged, ct) is AppendedEntry.Written)
            {
                return bundle;
            }
        }

        return null;
    }

    private async Task<(PushedDossierRow Row, string Bundle, SourceDecision Decided)?> OpenAsync(OrganisationId recipient, Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var row = await PushedMessages.Waiting(db, clock.GetUtcNow()).AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.Recipient == recipient.Value, ct);
        return row is { Sealed.Length: > 0 } && await decisions.StandsAsync(row, ct) is { } decided && await KeyAsync(row.ChildId, ct) is { } key
            ? (row, key.Open(row.Sealed, Label(id)), decided)
            : null;
    }

    /// <summary>The recipient has it: the content goes, the sender is told, and the log says when. One commit.</summary>
    /// <returns>False when there is nothing (any more) for this recipient.</returns>
    public async Task<bool> TakeAsync(OrganisationId recipient, AuditActor actor, Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        if (await PushedMessages.Waiting(db, now).AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.Recipient == recipient.Value, ct) is not { } row)
        {
            return false;
        }

        return await log.AppendAsync(Entry(row, recipient, actor, "MESSAGE_TAKEN", now), new TakeStep(database, row, now), ct) is AppendedEntry.Written;
    }

    private static AuditEntry Entry(PushedDossierRow row, OrganisationId recipient, AuditActor actor, string act, DateTimeOffset now) => new()
    {
        Kind = AuditKind.Notification,
        Moment = now,
        TraceId = TraceId.Current,
        Outcome = AuditOutcome.Success,
        Child = new ChildReference(row.ChildId),
        Actor = actor,
        Source = new OrganisationId(row.Sender),
        Recipient = recipient,
        Purpose = new Purpose(row.Purpose),
        Details = new Dictionary<string, string> { ["act"] = act, ["receipt"] = row.Id.ToString("D") },
    };

    /// <summary>Empties what is too old, and what may not be handed over any more: for every node, so not by a clock that is doubted. What may not go is not handed over meanwhile either.</summary>
    public async Task EmptyLapsedAsync(CancellationToken ct)
    {
        if (!watch.IsEven())
        {
            return;
        }

        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(ct);
        var lapsed = await db.PushedDossiers.Where(row => row.TakenAt == null && row.KeepUntil <= now && row.Sealed != Array.Empty<byte>()).Select(row => row.Id).ToListAsync(ct);
        foreach (var row in await PushedMessages.WithoutContent(PushedMessages.Waiting(db, now).Where(row => row.Sealed != Array.Empty<byte>())).ToListAsync(ct))
        {
            if (await decisions.StandsAsync(row, ct) is null)
            {
                lapsed.Add(row.Id);
            }
        }

        await db.PushedDossiers.Where(row => lapsed.Contains(row.Id) && row.TakenAt == null).ExecuteUpdateAsync(
            row => row.SetProperty(each => each.Sealed, Array.Empty<byte>()).SetProperty(each => each.NextAt, (DateTimeOffset?)null), ct);
    }

    private async Task<ChildKey?> KeyAsync(string child, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Children.AsNoTracking().SingleOrDefaultAsync(row => row.Id == child, ct) is { WrappedKey.Length: > 0 } row ? ChildKey.Unwrap(master, row.Id, row.WrappedKey) : null;
    }

    private static string Label(Guid id) => "push/" + id.ToString("D");
}
