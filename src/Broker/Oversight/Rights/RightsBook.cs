using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Oversight.Storage;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight.Rights;

/// <summary>Requests of families, with their terms, as the officers of the organisation that must answer see and handle them.</summary>
/// <remarks>
/// The privacy officer operates, the FG reads: a step by an FG is refused. A restriction and an objection are facts from the same commit on,
/// so that the next decision knows them. What families ask themselves comes in through <see cref="FamilyRights"/>. Sources: law/RULES.md section 4; R-DSR-4.
/// </remarks>
public sealed class RightsBook(BrokerDatabase database, RightsEffects effects, ChildBook children, IAuditLog log, TimeProvider clock)
{
    /// <summary>Stands as organisation for what the broker keeps and answers itself.</summary>
    public const string Broker = "broker";

    /// <summary>Characters of an answer, a reason, and of what a family writes.</summary>
    public const int LongestText = 1000;

    internal const string OpenState = "OPEN";
    internal const string ClosedState = "CLOSED";

    /// <summary>Closed with a yes: what an objection brought then stays, whatever others of the family ask later.</summary>
    internal const string GrantedState = "GRANTED";

    public async Task<IReadOnlyList<RightsRequest>> ListAsync(OfficerSession officer, CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        var rows = await db.Requests.AsNoTracking().Where(row => row.Organisation == officer.Organisation.Value).OrderBy(row => row.State == OpenState ? 0 : 1).ThenBy(row => row.Due).Take(200).ToListAsync(ct);
        return await OfAsync(rows, children, ct);
    }

    /// <returns>False for an FG, an unknown scope or a day in the future.</returns>
    public async Task<bool> AddAsync(OfficerSession officer, ChildReference child, RightsKind kind, string scope, DateOnly receivedOn, CancellationToken ct)
    {
        var today = DutchTime.DayOf(clock.GetUtcNow());
        if (officer.Role is not OfficerRole.PrivacyOfficer || receivedOn > today || receivedOn < today.AddYears(-1) || !effects.IsScope(kind, scope))
        {
            return false;
        }

        var row = NewRow(child, kind, scope, officer.Organisation, receivedOn, clock.GetUtcNow(), handledBy: officer.Pseudonym);
        var facts = await effects.FactsAsync(child, kind, scope, officer.Organisation, on: true, ct);
        var entry = effects.Entry(child, row.Id, kind, scope, "REQUESTED_" + kind.ToString().ToUpperInvariant(), officer.Organisation, officer.Actor);
        return await log.AppendAsync(entry, new RightsStep(database, child, db => { db.Requests.Add(row); return Task.FromResult<IReadOnlyList<FactRow>?>(facts); }), ct) is AppendedEntry.Written;
    }

    /// <summary>Two months more, once, with a reason the family is told.</summary>
    public Task<bool> ExtendAsync(OfficerSession officer, string id, string? reason, CancellationToken ct) => ChangeAsync(officer, id, "EXTENDED", lifts: false, row =>
    {
        if (row.Extended is not null || string.IsNullOrWhiteSpace(reason) || reason.Length > LongestText)
        {
            return false;
        }

        (row.Extended, row.Due) = (reason.Trim(), DutchTime.Iso(DutchTime.Day(row.ReceivedOn).AddMonths(3)));
        return true;
    }, ct);

    /// <param name="granted">False: refused, with reasons. A refused objection lifts its suspension; a restriction is lifted either way.</param>
    public Task<bool> CloseAsync(OfficerSession officer, string id, bool granted, string? outcome, CancellationToken ct) =>
        ChangeAsync(officer, id, granted ? "GRANTED" : "REFUSED", lifts: true, row =>
        {
            if (string.IsNullOrWhiteSpace(outcome) || outcome.Length > LongestText)
            {
                return false;
            }

            (row.State, row.Outcome, row.ClosedAt) = (granted ? GrantedState : ClosedState, outcome.Trim(), clock.GetUtcNow().UtcTicks);
            return true;
        }, ct, keepsObjection: granted);

    private async Task<bool> ChangeAsync(
        OfficerSession officer, string id, string act, bool lifts, Func<RightsRequestRow, bool> change, CancellationToken ct, bool keepsObjection = false)
    {
        await using var read = new OversightDb(database);
        var seen = await read.Requests.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.Organisation == officer.Organisation.Value && row.State == OpenState, ct);
        if (seen is null || officer.Role is not OfficerRole.PrivacyOfficer)
        {
            return false;
        }

        var (child, kind) = (new ChildReference(seen.Child), Enum.Parse<RightsKind>(seen.Kind));
        var facts = lifts && !(kind is RightsKind.Objection && keepsObjection)
            ? await effects.FactsAsync(child, kind, seen.Scope, officer.Organisation, on: false, ct)
            : [];
        var step = new RightsStep(database, child, async db =>
        {
            var row = await db.Requests.SingleOrDefaultAsync(row => row.Id == id && row.State == OpenState, ct);
            if (row is null || !change(row))
            {
                return null;
            }

            row.HandledBy = officer.Pseudonym;
            return await RightsEffects.AnotherHoldsAsync(db, row, ct) ? [] : facts;
        });
        return await log.AppendAsync(effects.Entry(child, id, kind, seen.Scope, act, officer.Organisation, officer.Actor), step, ct) is AppendedEntry.Written;
    }

    internal static RightsRequestRow NewRow(ChildReference child, RightsKind kind, string scope, OrganisationId organisation, DateOnly receivedOn, DateTimeOffset now, string handledBy) => new()
    {
        Id = Guid.CreateVersion7(now).ToString("N"),
        Organisation = organisation.Value,
        Child = child.Value,
        Kind = kind.ToString(),
        Scope = scope,
        ReceivedOn = DutchTime.Iso(receivedOn),
        Due = DutchTime.Iso(kind is RightsKind.Restriction ? receivedOn : receivedOn.AddMonths(1)),
        State = OpenState,
        HandledBy = handledBy,
    };

    internal static string Label(string id) => "rights-request/" + id;

    internal static async Task<IReadOnlyList<RightsRequest>> OfAsync(IReadOnlyList<RightsRequestRow> rows, ChildBook children, CancellationToken ct)
    {
        var requests = new List<RightsRequest>();
        foreach (var row in rows)
        {
            var words = row.Words is { } box ? await children.OpenAsync(new ChildReference(row.Child), box, Label(row.Id), ct) : null;
            requests.Add(new RightsRequest(
                row.Id, row.Organisation, row.Child, Enum.Parse<RightsKind>(row.Kind), row.Scope, DutchTime.Day(row.ReceivedOn), DutchTime.Day(row.Due), row.Extended, row.State, row.Outcome, words, row.AskedBy.Length > 0)
            {
                AnsweredAt = row is { State: GrantedState or ClosedState, ClosedAt: { } closed } && row.Organisation != Broker ? new DateTimeOffset(closed, TimeSpan.Zero) : null,
            });
        }

        return requests;
    }
}
