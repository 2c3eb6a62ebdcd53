using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Oversight.Storage;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight.Rights;

/// <summary>What a restriction and an objection change in decisions, as facts of the organisation that has to answer (R-DSR-3, R-DSR-4).</summary>
/// <remarks>Each organisation's facts stand on their own: when one lifts a restriction or turns an objection down, those at others stay in force.</remarks>
public sealed class RightsEffects(ChildBook children, Policy policy, TimeProvider clock)
{
    /// <summary>Whether a request of this kind can be about this.</summary>
    public bool IsScope(RightsKind kind, string scope) => kind switch
    {
        RightsKind.Restriction => policy.Knows(new DataCategory(scope)),
        RightsKind.Objection => policy.Knows(new Purpose(scope)),
        _ => scope.Length == 0,
    };

    internal async Task<IReadOnlyList<FactRow>> FactsAsync(ChildReference child, RightsKind kind, string scope, OrganisationId organisation, bool on, CancellationToken ct)
    {
        (string Flag, bool Set)[] flags = kind switch
        {
            RightsKind.Restriction => [("RESTRICTED:" + scope, on)],
            RightsKind.Objection when on => [("OBJECTION_PENDING:" + scope, true), ("OBJECTION_REJECTED:" + scope, false)],
            RightsKind.Objection => [("OBJECTION_PENDING:" + scope, false)],
            _ => [],
        };
        var rows = new List<FactRow>();
        foreach (var (flag, set) in flags)
        {
            rows.Add(await children.FactAsync(child, FactKind.Flag, flag, new FlagFact(set), organisation, "RIGHTS_DESK", clock.GetUtcNow(), ct));
        }

        return rows;
    }

    /// <summary>Somebody else of the family asked the same of the same organisation, and it is open or an objection was granted: what that brought stays in force.</summary>
    internal static Task<bool> AnotherHoldsAsync(OversightDb db, RightsRequestRow row, CancellationToken ct) => db.Requests.AnyAsync(
        other => other.Child == row.Child && other.Kind == row.Kind && other.Scope == row.Scope && other.Organisation == row.Organisation && other.Id != row.Id
            && (other.State == RightsBook.OpenState || (other.State == RightsBook.GrantedState && other.Kind == nameof(RightsKind.Objection))), ct);

    internal AuditEntry Entry(ChildReference child, string id, RightsKind kind, string scope, string act, OrganisationId organisation, AuditActor actor) => new()
    {
        Kind = kind is RightsKind.Restriction or RightsKind.Objection ? AuditKind.ObjectionAct : AuditKind.Review,
        Moment = clock.GetUtcNow(),
        TraceId = TraceId.Current,
        Outcome = AuditOutcome.Success,
        Child = child,
        Actor = actor,
        Source = organisation,
        Details = scope.Length == 0
            ? new Dictionary<string, string> { ["act"] = act, ["request"] = id }
            : new Dictionary<string, string> { ["act"] = act, ["request"] = id, ["scope"] = scope },
    };
}
