using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Oversight.Storage;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight.Rights;

/// <summary>Requests of families, with their terms. A restriction and an objection are recorded as facts in the same act, so that the next decision knows them.</summary>
/// <remarks>The privacy officer operates, the FG reads: a step by an FG is refused. Sources: law/RULES.md section 4; R-DSR-4.</remarks>
public sealed class RightsBook(BrokerDatabase database, ChildBook children, Policy policy, IAuditLog log, TimeProvider clock)
{
    private const int LongestReason = 1000;

    public async Task<IReadOnlyList<RightsRequest>> ListAsync(OfficerSession officer, CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        var rows = await db.Requests.AsNoTracking().Where(row => row.Organisation == officer.Organisation.Value).OrderByDescending(row => row.State).ThenBy(row => row.Due).Take(200).ToListAsync(ct);
        return [.. rows.Select(Of)];
    }

    /// <returns>False for an FG, an unknown scope or a day in the future.</returns>
    public async Task<bool> AddAsync(OfficerSession officer, ChildReference child, RightsKind kind, string scope, DateOnly receivedOn, CancellationToken ct)
    {
        var today = DutchTime.DayOf(clock.GetUtcNow());
        if (officer.Role is not OfficerRole.PrivacyOfficer || receivedOn > today || receivedOn < today.AddYears(-1) || !IsScope(kind, scope))
        {
            return false;
        }

        var row = new RightsRequestRow
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"),
            Organisation = officer.Organisation.Value,
            Child = child.Value,
            Kind = kind.ToString(),
            Scope = scope,
            ReceivedOn = DutchTime.Iso(receivedOn),
            Due = DutchTime.Iso(kind is RightsKind.Restriction ? receivedOn : receivedOn.AddMonths(1)),
            State = "OPEN",
            HandledBy = officer.Pseudonym,
        };
        await FlagAsync(officer, child, kind, scope, on: true, ct);
        await LogAsync(officer, child, row.Id, "REQUESTED_" + kind.ToString().ToUpperInvariant(), ct);
        await using var db = new OversightDb(database);
        db.Requests.Add(row);
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>Two months more, once, with a reason the family is told.</summary>
    public Task<bool> ExtendAsync(OfficerSession officer, string id, string? reason, CancellationToken ct) => ChangeAsync(officer, id, "EXTENDED", row =>
    {
        if (row.Extended is not null || string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason)
        {
            return false;
        }

        (row.Extended, row.Due) = (reason.Trim(), DutchTime.Iso(DateOnly.ParseExact(row.ReceivedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddMonths(3)));
        return true;
    }, ct);

    /// <param name="granted">False: refused, with reasons. A refused objection lifts the suspension; a restriction is lifted either way.</param>
    public async Task<bool> CloseAsync(OfficerSession officer, string id, bool granted, string? outcome, CancellationToken ct)
    {
        RightsRequestRow? closed = null;
        var done = await ChangeAsync(officer, id, granted ? "GRANTED" : "REFUSED", row =>
        {
            if (string.IsNullOrWhiteSpace(outcome) || outcome.Length > LongestReason)
            {
                return false;
            }

            (row.State, row.Outcome, row.ClosedAt, closed) = ("CLOSED", outcome.Trim(), clock.GetUtcNow().UtcTicks, row);
            return true;
        }, ct);
        if (done && closed is not null && Enum.Parse<RightsKind>(closed.Kind) is var kind && (kind is RightsKind.Restriction || (kind is RightsKind.Objection && !granted)))
        {
            await FlagAsync(officer, new ChildReference(closed.Child), kind, closed.Scope, on: false, ct);
        }

        return done;
    }

    private async Task<bool> ChangeAsync(OfficerSession officer, string id, string act, Func<RightsRequestRow, bool> change, CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        var row = await db.Requests.SingleOrDefaultAsync(row => row.Id == id && row.Organisation == officer.Organisation.Value && row.State == "OPEN", ct);
        if (row is null || officer.Role is not OfficerRole.PrivacyOfficer || !change(row))
        {
            return false;
        }

        await LogAsync(officer, new ChildReference(row.Child), id, act, ct);
        await db.SaveChangesAsync(ct);
        return true;
    }

    private bool IsScope(RightsKind kind, string scope) => kind switch
    {
        RightsKind.Restriction => policy.Knows(new DataCategory(scope)),
        RightsKind.Objection => policy.Knows(new Purpose(scope)),
        _ => scope.Length == 0,
    };

    private async Task FlagAsync(OfficerSession officer, ChildReference child, RightsKind kind, string scope, bool on, CancellationToken ct)
    {
        (string Flag, bool Set)[] flags = kind switch
        {
            RightsKind.Restriction => [("RESTRICTED:" + scope, on)],
            RightsKind.Objection when on => [("OBJECTION_PENDING:" + scope, true), ("OBJECTION_REJECTED:" + scope, false)],
            RightsKind.Objection => [("OBJECTION_PENDING:" + scope, false), ("OBJECTION_REJECTED:" + scope, true)],
            _ => [],
        };
        foreach (var (flag, set) in flags)
        {
            await children.RecordAsync(child, FactKind.Flag, flag, new FlagFact(set), officer.Organisation, "RIGHTS_DESK", clock.GetUtcNow(), officer.Actor, ct);
        }
    }

    private async Task LogAsync(OfficerSession officer, ChildReference child, string id, string act, CancellationToken ct) => await log.AppendAsync(
        new AuditEntry
        {
            Kind = act.EndsWith("OBJECTION", StringComparison.Ordinal) || act.EndsWith("RESTRICTION", StringComparison.Ordinal) ? AuditKind.ObjectionAct : AuditKind.Review,
            Moment = clock.GetUtcNow(),
            TraceId = TraceId.Current,
            Outcome = AuditOutcome.Success,
            Child = child,
            Actor = officer.Actor,
            Source = officer.Organisation,
            Details = new Dictionary<string, string> { ["act"] = act, ["request"] = id },
        }, step: null, ct);

    private static RightsRequest Of(RightsRequestRow row) => new(
        row.Id, row.Child, Enum.Parse<RightsKind>(row.Kind), row.Scope, DateOnly.ParseExact(row.ReceivedOn, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateOnly.ParseExact(row.Due, "yyyy-MM-dd", CultureInfo.InvariantCulture), row.Extended, row.State, row.Outcome);
}
