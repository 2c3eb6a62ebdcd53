using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Persistence;
using ZioExchange.Broker.Persistence.Model;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.ConsentRegister.Opp;

/// <summary>Questions of schools about the guidance in an OPP, and what parents and pupils say. Each step and its log entry are one commit.</summary>
/// <remarks>Kept apart from grants: agreement here is not consent to share (WPO 40a lid 2, WEC 41a lid 2). Each voice is for the school alone, not for others of the family.</remarks>
public sealed class OppBook(IDbContextFactory<BrokerDbContext> contexts, BrokerDatabase database, ChildRegister register, ChildBook children, IAuditLog log, TimeProvider clock)
{
    public const string Agrees = "AGREES";
    public const string Disagrees = "DISAGREES";
    public const string Heard = "HEARD";

    /// <summary>Characters of what somebody says.</summary>
    public const int LongestText = 2000;

    /// <returns>False when the child is not enrolled with this school, or the day lies ahead.</returns>
    public async Task<bool> AskAsync(ChildReference child, OrganisationId school, DateOnly planDay, AuditActor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (planDay > DutchCalendar.DayOf(now) || (await register.ReadAsync(child, new Purpose("OPP"), now, ct))?.Facts.School.Organisation != school)
        {
            return false;
        }

        var row = new OppQuestionRow { Id = Guid.CreateVersion7(now), ChildId = child.Value, School = school.Value, PlanDay = DutchTime.Iso(planDay), AskedAt = now };
        await CommitAsync(child, school, actor, "OPP_ASKED", db => db.OppQuestions.Add(row), ct);
        return true;
    }

    /// <summary>The newest question about a child; null for none.</summary>
    public async Task<OppQuestionRow?> LatestAsync(ChildReference child, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        return await db.OppQuestions.AsNoTracking().Where(row => row.ChildId == child.Value).OrderByDescending(row => row.AskedAt).FirstOrDefaultAsync(ct);
    }

    /// <summary>The newest word of each person. The school reads all; a page of a family shows its reader's own.</summary>
    public async Task<IReadOnlyList<OppVoice>> VoicesAsync(OppQuestionRow question, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var rows = await db.OppVoices.AsNoTracking().Where(row => row.QuestionId == question.Id).OrderBy(row => row.At).ToListAsync(ct);
        var voices = new List<OppVoice>();
        foreach (var row in rows.GroupBy(row => row.PersonId).Select(said => said.Last()))
        {
            var words = row.Words is { } box ? await children.OpenAsync(new ChildReference(question.ChildId), box, Label(row.Id), ct) : null;
            voices.Add(new OppVoice(new PersonId(row.PersonId), row.Said, words, row.At));
        }

        return voices;
    }

    /// <param name="said">One of the three codes; whether this person may say it is for the caller to know (<see cref="Consent.Decisions.OppVoices"/>).</param>
    public async Task SayAsync(OppQuestionRow question, PersonId person, string said, string? words, AuditActor actor, CancellationToken ct)
    {
        var (now, child) = (clock.GetUtcNow(), new ChildReference(question.ChildId));
        var id = Guid.CreateVersion7(now);
        var box = string.IsNullOrWhiteSpace(words) ? null : await children.SealAsync(child, words.Trim(), Label(id), ct);
        var row = new OppVoiceRow { Id = id, QuestionId = question.Id, PersonId = person.Value, Said = said, Words = box, At = now };
        await CommitAsync(child, new OrganisationId(question.School), actor, "OPP_" + said, db => db.OppVoices.Add(row), ct);
    }

    private static string Label(Guid id) => "opp-voice/" + id.ToString("N");

    private async Task CommitAsync(ChildReference child, OrganisationId school, AuditActor actor, string act, Action<BrokerDbContext> change, CancellationToken ct)
    {
        var entry = new AuditEntry
        {
            Kind = AuditKind.Review,
            Moment = clock.GetUtcNow(),
            TraceId = TraceId.Current,
            Outcome = AuditOutcome.Success,
            Child = child,
            Actor = actor,
            Source = school,
            Details = new Dictionary<string, string> { ["act"] = act },
        };
        if (await log.AppendAsync(entry, new RegisterStep(database, child, change), ct) is not AppendedEntry.Written)
        {
            throw new InvalidOperationException("The child is not in the register.");
        }
    }
}
