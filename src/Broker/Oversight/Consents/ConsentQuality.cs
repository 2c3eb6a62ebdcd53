using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight.Consents;

/// <summary>Looks at the consents of which the own organisation is source: near their end, from one parent only, overtaken by a birthday or by a change of gezag.</summary>
/// <remarks>Says nothing of who answered what. Sources: law/RULES.md section 5, consent quality; AVG art. 7.</remarks>
public sealed class ConsentQuality(IDbContextFactory<BrokerDbContext> contexts, ChildRegister register, TimeProvider clock)
{
    private const int PageSize = 200;   // questions
    private const int NearDays = 30;
    private const int LapseDays = 90;
    private static readonly int[] Birthdays = [12, 16, 18];

    /// <param name="page">From 1; the questions whose consents end first stand on the first.</param>
    public async Task<ConsentReport> MakeAsync(OfficerSession officer, int page, CancellationToken ct)
    {
        var own = officer.Organisation.Value;
        var today = DutchTime.DayOf(clock.GetUtcNow());
        await using var db = await contexts.CreateDbContextAsync(ct);
        var grants = db.Grants.AsNoTracking().Where(row => row.Source == own && row.ValidUntil >= today);

        // Whole questions: the answers of two parents to one stand together, or each would seem to stand alone.
        var questions = await grants.GroupBy(row => new { row.ChildId, row.Purpose }).Select(same => new { same.Key.ChildId, same.Key.Purpose, Until = same.Min(row => row.ValidUntil) })
            .OrderBy(each => each.Until).ThenBy(each => each.ChildId).ThenBy(each => each.Purpose).Skip((page - 1) * PageSize).Take(PageSize + 1).ToListAsync(ct);
        var asked = questions.Take(PageSize).Select(each => (each.ChildId, each.Purpose)).ToHashSet();
        var children = asked.Select(each => each.ChildId).Distinct().ToList();
        var rows = (await grants.Where(row => children.Contains(row.ChildId)).OrderBy(row => row.ValidUntil).ToListAsync(ct)).FindAll(row => asked.Contains((row.ChildId, row.Purpose)));
        var ids = rows.Select(row => row.Id).ToList();
        var ended = (await db.GrantEvents.AsNoTracking().Where(row => ids.Contains(row.GrantId)).ToListAsync(ct)).Where(row => row.Categories.Length == 0 && row.Recipients.Length == 0).Select(row => row.GrantId).ToHashSet();
        var standing = rows.FindAll(row => !ended.Contains(row.Id));
        var issues = new List<ConsentIssue>();
        foreach (var question in standing.GroupBy(row => (row.ChildId, row.Purpose)))
        {
            issues.AddRange(await IssuesAsync(db, [.. question], today, ct));
        }

        return new ConsentReport(page, questions.Count > PageSize, standing.Count, [.. issues.OrderBy(issue => issue.ValidUntil)], await RefusalsAsync(db, own, today, ct), await LapsingAsync(officer, ct));
    }

    /// <summary>Agreements of the own organisation that end within three months, first first.</summary>
    public async Task<IReadOnlyList<LapsingAgreement>> LapsingAsync(OfficerSession officer, CancellationToken ct)
    {
        var today = DutchTime.DayOf(clock.GetUtcNow());
        var last = today.AddDays(LapseDays);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.Accessions.AsNoTracking().Where(row => row.OrganisationId == officer.Organisation.Value && row.WithdrawnAt == null && row.ValidUntil >= today && row.ValidUntil <= last).OrderBy(row => row.ValidUntil).ToListAsync(ct);
        return [.. rows.Select(row => new LapsingAgreement(row.ConvenantVersion, row.ValidUntil, row.Rows.Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
    }

    private async Task<IReadOnlyList<ConsentIssue>> IssuesAsync(BrokerDbContext db, IReadOnlyList<GrantRow> grants, DateOnly today, CancellationToken ct)
    {
        var (child, purpose) = (new ChildReference(grants[0].ChildId), new Purpose(grants[0].Purpose));
        var codes = new List<string>();
        var until = grants.Min(grant => grant.ValidUntil);
        if (until.DayNumber - today.DayNumber <= NearDays)
        {
            codes.Add("NEAR_EXPIRY");
        }

        if (await register.ReadAsync(child, purpose, clock.GetUtcNow(), ct) is { Facts: var facts })
        {
            codes.AddRange(OfFacts(facts, purpose, grants, today));
        }

        var oldest = grants.Min(grant => grant.GivenAt);
        var answers = await db.Facts.AsNoTracking().Where(fact => fact.ChildId == child.Value && fact.Kind == nameof(FactKind.Authority)).Select(fact => fact.RecordedAt).ToListAsync(ct);
        if (answers.Exists(at => at > oldest) && answers.Exists(at => at <= oldest))
        {
            codes.Add("GEZAG_CHANGED");   // the first answer there is changes nothing
        }

        return codes.Count == 0 ? [] : [new ConsentIssue(child, purpose.Code, until, codes)];
    }

    private static IEnumerable<string> OfFacts(ChildFacts facts, Purpose purpose, IReadOnlyList<GrantRow> grants, DateOnly today)
    {
        var age = DutchCalendar.AgeOn(facts.BornOn, today);
        var atFirst = DutchCalendar.AgeOn(facts.BornOn, DutchTime.DayOf(grants.Min(grant => grant.GivenAt)));
        foreach (var birthday in Birthdays.Where(birthday => atFirst < birthday && birthday <= age))
        {
            yield return $"TURNED_{birthday}";
        }

        var holders = facts.Authority.Where(line => line.Holds is true && line.AppliesTo(purpose, today)).Select(line => line.Person.Value).Distinct().ToList();
        if (age < 16 && holders.Count > 1 && grants.Select(grant => grant.GrantedBy).Intersect(holders).Count() == 1)
        {
            yield return "ONE_PARENT";
        }
    }

    private static async Task<IReadOnlyList<RefusalRate>> RefusalsAsync(BrokerDbContext db, string own, DateOnly today, CancellationToken ct)
    {
        var since = DutchTime.StartOf(today.AddYears(-1));
        var refused = (await db.GrantEvents.AsNoTracking().Where(row => row.Type == "REFUSED" && row.At >= since && db.Grants.Any(grant => grant.Id == row.GrantId && grant.Source == own)).Select(row => row.GrantId).ToListAsync(ct)).ToHashSet();
        var counts = new Dictionary<string, (int Answers, int Refused)>(StringComparer.Ordinal);
        await foreach (var row in db.Grants.AsNoTracking().Where(row => row.Source == own && row.GivenAt >= since).AsAsyncEnumerable().WithCancellation(ct))
        {
            foreach (var recipient in GrantReader.Body(row).Recipients)
            {
                var (answers, no) = counts.GetValueOrDefault(recipient);
                counts[recipient] = (answers + 1, no + (refused.Contains(row.Id) ? 1 : 0));
            }
        }

        return
        [
            .. counts.Select(each => new RefusalRate(each.Key, each.Value.Answers, each.Value.Refused))
                .OrderByDescending(rate => rate.Percent).ThenBy(rate => rate.Recipient, StringComparer.Ordinal),
        ];
    }
}
