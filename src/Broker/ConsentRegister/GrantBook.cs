using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Hosting.Telemetry;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister;

/// <summary>Records what families decide: a yes, a no, a stop. Each act and its log entry are one commit; when the call returns, every node obeys it.</summary>
public sealed class GrantBook(IDbContextFactory<BrokerDbContext> contexts, BrokerDatabase database, IAuditLog log, TimeProvider clock)
{
    /// <summary>Detail of a WITHDRAWN entry: the recipients whom it was about, separated by spaces; absent for all of the grant.</summary>
    public const string StoppedFor = "recipient";

    /// <param name="details">More for the log: codes and hashes only.</param>
    /// <returns>The grant's id.</returns>
    /// <exception cref="AuditUnavailableException">Nothing was recorded.</exception>
    public async Task<Guid> RecordAsync(NewGrant grant, AuditActor actor, CancellationToken ct, IReadOnlyDictionary<string, string>? details = null)
    {
        var now = clock.GetUtcNow();
        var id = grant.Id ?? Guid.CreateVersion7(now);
        var lastDay = GrantTerm.LastDay(DutchCalendar.DayOf(now));
        var row = new GrantRow
        {
            Id = id,
            ChildId = grant.Child.Value,
            Purpose = grant.Purpose.Code,
            Source = grant.Source.Value,
            GrantedBy = grant.GivenBy.Value,
            GivenAt = now,
            ValidFrom = grant.ValidFrom,
            ValidUntil = grant.ValidUntil < lastDay ? grant.ValidUntil : lastDay,
            Body = JsonSerializer.Serialize(grant.Body, BrokerJson.CamelCase),
            RecordedAt = now,
        };

        var entry = Entry(grant.Child, id, grant.Refused ? "REFUSED" : "GIVEN", grant.Purpose, grant.Source, grant.Body.Categories, actor, now, details);
        var only = grant.Id is null ? null : (Func<BrokerDbContext, CancellationToken, Task<bool>>)IsNewAsync;
        return await TryCommitAsync(grant.Child, entry, Write, ct, only) || (grant.Id is not null && await FindAsync(id, ct) is not null) ? id : throw Gone();

        void Write(BrokerDbContext db)
        {
            db.Grants.Add(row);
            if (grant.Refused)
            {
                db.GrantEvents.Add(Event(id, grant.Child, ConsentEventKind.Refused, now, grant.GivenBy, grant.Body.Categories));
            }
        }

        async Task<bool> IsNewAsync(BrokerDbContext db, CancellationToken token) => !await db.Grants.AnyAsync(each => each.Id == id, token);
    }

    /// <summary>Stops a grant, whole, for some categories or for some of its recipients, from this instant on (R-WD-6).</summary>
    /// <remarks>The same stop again, by the same person, is one act: a button that is pressed twice, at two nodes too, leaves one entry. After a newer yes or no about the child it is said anew.</remarks>
    /// <param name="categories">Empty stops all of it.</param>
    /// <param name="recipients">Of the grant; none stops it for all of them. Others are passed over, and when none is left nothing is stopped.</param>
    /// <param name="details">More for the log: codes and hashes only.</param>
    /// <returns>False when there is no such grant, or it names none of these recipients.</returns>
    public async Task<bool> WithdrawAsync(
        Guid id, PersonId by, IReadOnlyList<string> categories, AuditActor actor, CancellationToken ct, IReadOnlyDictionary<string, string>? details = null, IReadOnlyList<string>? recipients = null)
    {
        var row = await FindAsync(id, ct);
        if (row is null)
        {
            return false;
        }

        var named = GrantReader.Body(row).Recipients.ToHashSet(StringComparer.Ordinal);
        var stopped = (recipients ?? []).Where(named.Contains).Distinct(StringComparer.Ordinal).ToList();
        if (recipients is { Count: > 0 } && stopped.Count == 0)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        var child = new ChildReference(row.ChildId);
        var told = new Dictionary<string, string>(details ?? new Dictionary<string, string>());
        if (stopped.Count > 0)
        {
            told[StoppedFor] = string.Join(' ', stopped);
        }

        var entry = Entry(child, id, "WITHDRAWN", new Purpose(row.Purpose), new OrganisationId(row.Source), categories, actor, now, told);
        var stands = false;
        return await TryCommitAsync(child, entry, Write, ct, IsNewsAsync) || stands ? true : throw Gone();

        void Write(BrokerDbContext db) =>
            db.GrantEvents.Add(Event(id, child, ConsentEventKind.Withdrawn, now, by, categories, stopped.Count < named.Count ? stopped : []));

        async Task<bool> IsNewsAsync(BrokerDbContext db, CancellationToken token) =>
            !(stands = await StandsAsync(db, row, by, categories, stopped.Count > 0 ? stopped : [.. named], token));
    }

    /// <summary>Whether this person stopped all of this already, and nothing was said about the child since that the stop could be about.</summary>
    private static async Task<bool> StandsAsync(BrokerDbContext db, GrantRow grant, PersonId by, IReadOnlyList<string> categories, IReadOnlyList<string> recipients, CancellationToken ct)
    {
        var said = await db.GrantEvents.AsNoTracking().Where(row => row.ChildId == grant.ChildId && row.GrantId == grant.Id && row.By == by.Value && row.Type == "WITHDRAWN").ToListAsync(ct);
        if (said.Count == 0)
        {
            return false;
        }

        var newest = await db.Grants.Where(row => row.ChildId == grant.ChildId).OrderByDescending(row => row.GivenAt).Select(row => row.GivenAt).FirstAsync(ct);
        said.RemoveAll(stop => stop.At < newest);
        return recipients.All(recipient => categories.Count == 0
            ? said.Exists(stop => stop.Concerns(recipient) && stop.Categories.Length == 0)
            : categories.All(category => said.Exists(stop => stop.Concerns(recipient) && stop.IsAbout(category))));
    }

    public async Task<GrantRow?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.Grants.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, ct);
    }

    /// <summary>Every grant about a child with what happened to it, oldest first.</summary>
    public async Task<IReadOnlyList<(GrantRow Grant, IReadOnlyList<GrantEventRow> Events)>> OfChildAsync(ChildReference child, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var grants = await db.Grants.AsNoTracking().Where(row => row.ChildId == child.Value).OrderBy(row => row.GivenAt).ToListAsync(ct);
        var events = (await db.GrantEvents.AsNoTracking().Where(row => row.ChildId == child.Value).OrderBy(row => row.At).ToListAsync(ct)).ToLookup(row => row.GrantId);
        return [.. grants.Select(grant => (grant, (IReadOnlyList<GrantEventRow>)[.. events[grant.Id]]))];
    }

    private static GrantEventRow Event(Guid grant, ChildReference child, ConsentEventKind kind, DateTimeOffset at, PersonId by, IReadOnlyList<string> categories, IReadOnlyList<string>? recipients = null) => new()
    {
        Id = Guid.CreateVersion7(at),
        GrantId = grant,
        ChildId = child.Value,
        Type = kind is ConsentEventKind.Withdrawn ? "WITHDRAWN" : "REFUSED",
        At = at,
        By = by.Value,
        Categories = string.Join(' ', categories.Order(StringComparer.Ordinal)),
        Recipients = string.Join(' ', (recipients ?? []).Order(StringComparer.Ordinal)),
    };

    private static AuditEntry Entry(ChildReference child, Guid grant, string act, Purpose purpose, OrganisationId source, IReadOnlyList<string> categories, AuditActor actor, DateTimeOffset now, IReadOnlyDictionary<string, string>? details) => new()
    {
        Kind = AuditKind.ConsentAct,
        Moment = now,
        TraceId = TraceId.Current,
        Outcome = AuditOutcome.Success,
        Child = child,
        Actor = actor,
        Source = source,
        Purpose = purpose,
        CategoriesRequested = [.. categories.Select(category => new DataCategory(category))],
        ConsentIds = [grant.ToString("D")],
        Details = new Dictionary<string, string>(details ?? new Dictionary<string, string>()) { ["act"] = act },
    };

    /// <returns>False when the child is gone, or what is asked first says no.</returns>
    private async Task<bool> TryCommitAsync(ChildReference child, AuditEntry entry, Action<BrokerDbContext> change, CancellationToken ct, Func<BrokerDbContext, CancellationToken, Task<bool>>? only = null)
    {
        if (await log.AppendAsync(entry, new RegisterStep(database, child, change, only), ct) is not AppendedEntry.Written)
        {
            return false;
        }

        BrokerMeter.ConsentActs.Add(1, new KeyValuePair<string, object?>("act", entry.Details["act"]));
        return true;
    }

    private static InvalidOperationException Gone() => new("The child of this grant is no longer in the register.");
}
