using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Oversight.Aftercare;
using ZioExchange.Broker.Oversight.Signals;
using ZioExchange.Broker.Oversight.Storage;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Oversight.Dpia;

/// <summary>Counts what is open and late in the work of oversight: the residual risks of the DPIA, from the records themselves.</summary>
public sealed class OpenRisks(BrokerDatabase database, LogChecks checks, RecallBook recalls, InformingBook informing, SignalBook signals, TimeProvider clock)
{
    /// <summary>What stands at zero is left out.</summary>
    public async Task<IReadOnlyList<OpenRisk>> CountAsync(OfficerSession officer, CancellationToken ct)
    {
        var own = officer.Organisation.Value;
        var today = DutchTime.Iso(DutchTime.DayOf(clock.GetUtcNow()));
        await using var db = new OversightDb(database);
        OpenRisk[] risks =
        [
            new("LOG_BROKEN", await checks.LatestAsync(ct) is { Sound: false } ? 1 : 0),
            new("INCIDENT_UNDECIDED", await db.Incidents.CountAsync(row => row.Organisation == own && row.Decision == null, ct)),
            new("BREAK_GLASS_LATE", await db.Reviews.CountAsync(row => row.Organisation == own && row.JudgedAt == null && row.EscalatedAt != null, ct)),
            new("REVIEW_LATE", await db.Reviews.CountAsync(row => row.Organisation == own && row.ConfirmedBy == null && row.Due.CompareTo(today) < 0, ct)),
            new("SIGNAL_OPEN", await db.Signals.CountAsync(row => row.Organisation == own && row.State == nameof(SignalVerdict.Open), ct)),
            new("REQUEST_LATE", await db.Requests.CountAsync(row => row.Organisation == own && row.State == "OPEN" && row.Due.CompareTo(today) < 0, ct)),
            new("RECALL_OPEN", (await recalls.ListAsync(officer, ct)).Count(recall => recall.Open)),
            new("NOT_INFORMED", (await informing.OpenAsync(officer, ct)).Count(duty => duty.Due < DutchTime.DayOf(clock.GetUtcNow()))),
            new("RULE_OFF", (await signals.OffAsync(officer, ct)).Count),
        ];
        return [.. risks.Where(risk => risk.Count > 0)];
    }
}
