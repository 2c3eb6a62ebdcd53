using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity.People;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>Writes down what a visitor looked at, also when there was nothing to see (NEN 7513: looking at the log is an event too).</summary>
public sealed class FamilyTrail(IAuditLog log, SignInBook signIns, TimeProvider clock)
{
    /// <summary>Before the log of a child is shown: no entry, no look.</summary>
    public Task LookedAsync(Visitor visitor, FamilyMember member, int days, CancellationToken ct) => log.AppendAsync(
        Entry(visitor, member.IsYouth, AuditKind.LogLook, AuditOutcome.Success) with
        {
            Child = member.Child,
            Details = new Dictionary<string, string> { ["view"] = "FAMILY", ["days"] = days.ToString(System.Globalization.CultureInfo.InvariantCulture) },
        },
        step: null, ct);

    /// <summary>Somebody asked for a page that is not theirs: another child's, a former one's, a guess.</summary>
    public Task MissedAsync(Visitor visitor, string page, CancellationToken ct) => log.AppendAsync(
        Entry(visitor, isYouth: false, AuditKind.Inspection, AuditOutcome.Failure) with
        {
            ReasonCode = "NOT_FOUND",
            Details = new Dictionary<string, string> { ["act"] = "PAGE_NOT_OF_VISITOR", ["page"] = page },
        },
        step: null, ct);

    private AuditEntry Entry(Visitor visitor, bool isYouth, AuditKind kind, AuditOutcome outcome) => new()
    {
        Kind = kind,
        Moment = clock.GetUtcNow(),
        TraceId = TraceId.Current,
        Outcome = outcome,
        Actor = signIns.ActorOf(visitor, isYouth),
    };
}
