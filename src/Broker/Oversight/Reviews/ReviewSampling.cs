using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Oversight.Signals;
using ZioExchange.Broker.Oversight.Storage;
using ZioExchange.Broker.Persistence;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight.Reviews;

/// <summary>Puts what the plan chooses into the queue, and escalates broken glasses that nobody reviewed in time. May run any number of times.</summary>
public sealed class ReviewSampling(BrokerDatabase database, LogSlices slices, Sampler sampler, SamplingPlan plan, IAuditLog log, TimeProvider clock)
{
    // What happened in the last hours of a month is seen in the next one: for these days both are sampled.
    private const int DaysOfTwoMonths = 3;

    // In one question: a database takes no unbounded number of values.
    private const int Asked = 500;

    /// <summary>What is drawn at random of the months that are sampled today, from the columns alone.</summary>
    public async Task<IReadOnlySet<long>> DrawAsync(OrganisationId organisation, CancellationToken ct)
    {
        var drawn = new HashSet<long>();
        foreach (var month in Months())
        {
            var (from, to) = (DutchTime.StartOf(month), DutchTime.StartOf(month.AddMonths(1)));
            var count = await slices.CountPermittedAsync(organisation, from, to, ct);
            drawn.UnionWith(await sampler.DrawAsync(organisation.Value, count, slices.PermittedAsync(organisation, from, to, ct).Select(access => access.Index)));
        }

        return drawn;
    }

    /// <param name="events">Events of the organisation since the month began, or more; older months are left out. All of them, or with what was drawn all of some persons.</param>
    /// <param name="drawn">As <see cref="DrawAsync"/> gave it; null draws of the events given.</param>
    /// <returns>How many reviews are new.</returns>
    public async Task<int> SampleAsync(OrganisationId organisation, IReadOnlyList<LogEvent> events, CancellationToken ct, IReadOnlySet<long>? drawn = null)
    {
        var fresh = 0;
        foreach (var month in Months())
        {
            fresh += await SampleMonthAsync(organisation, events, month, drawn, ct);
        }

        return fresh;
    }

    /// <summary>The first days of this month and, in its first days, of the one before.</summary>
    private IEnumerable<DateOnly> Months()
    {
        var today = DutchTime.DayOf(clock.GetUtcNow());
        var first = today.AddDays(1 - today.Day);
        return today.Day <= DaysOfTwoMonths ? [first.AddMonths(-1), first] : [first];
    }

    private async Task<int> SampleMonthAsync(OrganisationId organisation, IReadOnlyList<LogEvent> events, DateOnly first, IReadOnlySet<long>? drawn, CancellationToken ct)
    {
        var (from, to) = (DutchTime.StartOf(first), DutchTime.StartOf(first.AddMonths(1)));
        var inMonth = events.Where(each => each.Moment >= from && each.Moment < to).ToList();
        var chosen = sampler.Choose(organisation.Value, inMonth, drawn);
        await using var db = new OversightDb(database);
        var month = first.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var known = new HashSet<long>();
        foreach (var some in chosen.Keys.Chunk(Asked))
        {
            known.UnionWith(await db.Reviews.Where(row => row.Organisation == organisation.Value && row.Month == month && some.Contains(row.Entry)).Select(row => row.Entry).ToListAsync(ct));
        }

        var fresh = inMonth.Where(each => chosen.ContainsKey(each.Index) && known.Add(each.Index)).ToList();
        db.Reviews.AddRange(fresh.Select(each => RowOf(organisation, month, each, chosen[each.Index])));
        await db.SaveChangesAsync(ct);
        return fresh.Count;
    }

    /// <summary>R-BG-3: not reviewed by the end of the first working day: told to the FG through the queue and the log. The user's next glass stays whole.</summary>
    public async Task<int> EscalateAsync(CancellationToken ct)
    {
        var today = DutchTime.Iso(DutchTime.DayOf(clock.GetUtcNow()));
        await using var db = new OversightDb(database);
        var late = await db.Reviews.AsNoTracking().Where(row => row.JudgedAt == null && row.EscalatedAt == null && row.Due.CompareTo(today) < 0 && row.Reasons.Contains("BREAK_GLASS")).ToListAsync(ct);
        var told = 0;
        foreach (var row in late)
        {
            var now = clock.GetUtcNow();
            var entry = new AuditEntry
            {
                Kind = AuditKind.Review,
                Moment = now,
                TraceId = TraceId.Current,
                Outcome = AuditOutcome.Success,
                Source = new OrganisationId(row.Organisation),
                Details = new Dictionary<string, string> { ["act"] = "ESCALATED_TO_FG", ["review"] = row.Id, ["entry"] = row.Entry.ToString(CultureInfo.InvariantCulture) },
            };

            // Each node looks for them: in one commit with its entry, each is told once.
            var step = new OversightStep(database, async (reviews, stop) => await reviews.Reviews
                .Where(other => other.Id == row.Id && other.EscalatedAt == null && other.JudgedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(other => other.EscalatedAt, now.UtcTicks), stop) == 1);
            told += await log.AppendAsync(entry, step, ct) is AppendedEntry.Written ? 1 : 0;
        }

        return told;
    }

    private ReviewRow RowOf(OrganisationId organisation, string month, LogEvent access, IReadOnlyList<string> reasons)
    {
        var day = DutchTime.DayOf(access.Moment);
        return new ReviewRow
        {
            Id = Guid.CreateVersion7(access.Moment).ToString("N"),
            Organisation = organisation.Value,
            Entry = access.Index,
            Moment = access.Moment.UtcTicks,
            Actor = access.Actor,
            Month = month,
            Reasons = string.Join(' ', reasons),
            State = nameof(ReviewState.Open),
            Due = DutchTime.Iso(reasons.Contains("BREAK_GLASS") ? DutchCalendar.NextWorkingDay(day) : day.AddDays(plan.DueDays)),
        };
    }
}
