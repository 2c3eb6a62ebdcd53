using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Oversight.Storage;
using ZioExchange.Broker.Persistence;

namespace ZioExchange.Broker.Oversight.Reviews;

/// <summary>The queue of reviews and the steps in it. Each step and its entry in the log are one commit; a step that was refused has its entry too.</summary>
/// <remarks>Four eyes: who judged does not confirm. Nobody reviews an access of their own. Sources: law/RULES.md section 5; R-BG-3.</remarks>
public sealed class ReviewBook(BrokerDatabase database, IAuditLog log, TimeProvider clock)
{
    private const int LongestFinding = 2000;

    /// <summary>What is not closed, most urgent first; at most 200.</summary>
    public async Task<IReadOnlyList<Review>> QueueAsync(OfficerSession officer, CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        var rows = await db.Reviews.AsNoTracking().Where(row => row.Organisation == officer.Organisation.Value && row.ConfirmedBy == null)
            .OrderBy(row => row.Due).ThenBy(row => row.Entry).Take(200).ToListAsync(ct);
        return [.. rows.Select(Review.Of)];
    }

    public async Task<Review?> FindAsync(OfficerSession officer, string id, CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        var row = await db.Reviews.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.Organisation == officer.Organisation.Value, ct);
        return row is null ? null : Review.Of(row);
    }

    public Task<ReviewAnswer> TakeAsync(OfficerSession officer, string id, CancellationToken ct) => StepAsync(officer, id, "TAKEN", row =>
    {
        if (row.State != nameof(ReviewState.Open))
        {
            return ReviewAnswer.WrongState;
        }

        (row.State, row.TakenBy, row.TakenAt) = (nameof(ReviewState.Taken), officer.Pseudonym, clock.GetUtcNow().UtcTicks);
        return ReviewAnswer.Done;
    }, ct);

    /// <param name="verdict">Good or Incident.</param>
    public Task<ReviewAnswer> JudgeAsync(OfficerSession officer, string id, ReviewState verdict, string? finding, CancellationToken ct) => StepAsync(officer, id, verdict is ReviewState.Good ? "JUDGED_GOOD" : "JUDGED_INCIDENT", row =>
    {
        if (row.State != nameof(ReviewState.Taken) || row.TakenBy != officer.Pseudonym || verdict is not (ReviewState.Good or ReviewState.Incident))
        {
            return ReviewAnswer.WrongState;
        }

        if (string.IsNullOrWhiteSpace(finding) || finding.Length > LongestFinding)
        {
            return ReviewAnswer.NoFinding;
        }

        (row.State, row.JudgedBy, row.JudgedAt, row.Finding) = (verdict.ToString(), officer.Pseudonym, clock.GetUtcNow().UtcTicks, finding.Trim());
        return ReviewAnswer.Done;
    }, ct);

    public Task<ReviewAnswer> ConfirmAsync(OfficerSession officer, string id, CancellationToken ct) => StepAsync(officer, id, "CONFIRMED", row =>
    {
        if (row.JudgedBy is null || row.ConfirmedBy is not null)
        {
            return ReviewAnswer.WrongState;
        }

        if (row.JudgedBy == officer.Pseudonym)
        {
            return ReviewAnswer.FourEyes;
        }

        (row.ConfirmedBy, row.ConfirmedAt) = (officer.Pseudonym, clock.GetUtcNow().UtcTicks);
        return ReviewAnswer.Done;
    }, ct);

    private async Task<ReviewAnswer> StepAsync(OfficerSession officer, string id, string act, Func<ReviewRow, ReviewAnswer> step, CancellationToken ct)
    {
        await using var db = new OversightDb(database);
        if (await db.Reviews.SingleOrDefaultAsync(row => row.Id == id && row.Organisation == officer.Organisation.Value, ct) is not { } row)
        {
            return ReviewAnswer.NotFound;
        }

        var before = (row.State, row.ConfirmedBy);
        var answer = row.Actor is not null && row.Actor == officer.Pseudonym ? ReviewAnswer.OwnAccess : step(row);
        if (answer is ReviewAnswer.Done)
        {
            // Two officers at once: the second finds the state moved on.
            var move = new OversightStep(database, async (reviews, stop) => await reviews.Reviews
                .Where(other => other.Id == id && other.State == before.State && other.ConfirmedBy == before.ConfirmedBy).ExecuteUpdateAsync(set => set
                .SetProperty(other => other.State, row.State).SetProperty(other => other.TakenBy, row.TakenBy).SetProperty(other => other.TakenAt, row.TakenAt)
                .SetProperty(other => other.JudgedBy, row.JudgedBy).SetProperty(other => other.JudgedAt, row.JudgedAt).SetProperty(other => other.Finding, row.Finding)
                .SetProperty(other => other.ConfirmedBy, row.ConfirmedBy).SetProperty(other => other.ConfirmedAt, row.ConfirmedAt), stop) == 1);
            if (await log.AppendAsync(EntryOf(officer, row, act, answer), move, ct) is AppendedEntry.Written)
            {
                return answer;
            }

            answer = ReviewAnswer.WrongState;
        }

        await log.AppendAsync(EntryOf(officer, row, act, answer), step: null, ct);
        return answer;
    }

    private AuditEntry EntryOf(OfficerSession officer, ReviewRow row, string act, ReviewAnswer answer) => new()
    {
        Kind = AuditKind.Review,
        Moment = clock.GetUtcNow(),
        TraceId = TraceId.Current,
        Outcome = answer is ReviewAnswer.Done ? AuditOutcome.Success : AuditOutcome.Deny,
        ReasonCode = answer is ReviewAnswer.Done ? null : answer.ToString().ToUpperInvariant(),
        Actor = officer.Actor,
        Source = officer.Organisation,
        Details = new Dictionary<string, string> { ["act"] = act, ["review"] = row.Id, ["entry"] = row.Entry.ToString(CultureInfo.InvariantCulture) },
    };
}
