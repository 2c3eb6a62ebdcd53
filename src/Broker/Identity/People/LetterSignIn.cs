using Microsoft.EntityFrameworkCore;
using ZioExchange.Broker.Audit;
using ZioExchange.Broker.ConsentRegister;
using ZioExchange.Broker.Keys;
using ZioExchange.Consent.Decisions;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Identity.People;

/// <summary>Lets a young person without DigiD in, by a letter that the school handed over after it saw who it was, and the birth date (law/RULES.md 2a, Coupling).</summary>
/// <remarks>Enough to answer, to stop and to see who looked. Not to read a dossier: that asks for substantieel (law/RULES.md section 5).</remarks>
public sealed class LetterSignIn(FamilyCodes codes, PersonBook people, ChildRegister register, MasterKey master, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(30);

    /// <param name="school">Where the pupil is enrolled today: a school of before does not see who it is any more.</param>
    /// <returns>The code, to print once; null when there is no pupil of 12 or older of this school to write to.</returns>
    public async Task<string?> IssueAsync(ChildReference child, OrganisationId school, AuditActor actor, CancellationToken ct)
    {
        var youth = (await people.OfChildAsync(child, ct)).FirstOrDefault(person => person.IsYouth);
        if (youth is null || await FactsAsync(child, ct) is not { } facts || facts.School is not { Enrolled: true, Organisation: { } enrolledAt } || enrolledAt != school
            || !OwnVoice.IsHadOn(DutchCalendar.DayOf(clock.GetUtcNow()), facts.BornOn))
        {
            return null;
        }

        // Who has no DigiD is known by the letter from now on; who has one stays the same person.
        var lookup = master.Lookup("sign-in-letter", child.Value);
        return await codes.IssueAsync(FamilyCodes.Letter, child, PersonId.Youth, school.Value, Life, actor, ct, db => db.Persons
            .Where(person => person.ChildId == child.Value && person.Id == PersonId.Youth.Value && person.SignInLookup == null)
            .ExecuteUpdate(person => person.SetProperty(row => row.SignInLookup, lookup)));
    }

    /// <returns>Null when code and birth date do not belong together, or the code cannot be used: one answer.</returns>
    public async Task<Visitor?> FindAsync(string code, DateOnly bornOn, CancellationToken ct)
    {
        if (await codes.FindAsync(FamilyCodes.Letter, code, ct) is not { } row)
        {
            return null;
        }

        if ((await FactsAsync(new ChildReference(row.ChildId), ct))?.BornOn != bornOn)
        {
            await codes.MissedAsync(row, ct);
            return null;
        }

        var youth = (await people.OfChildAsync(new ChildReference(row.ChildId), ct)).FirstOrDefault(person => person.IsYouth);
        return youth?.SignInSubject is { } subject ? new Visitor(subject, LevelOfAssurance.NotApplicable, Visitor.Letter) : null;
    }

    private async Task<ChildFacts?> FactsAsync(ChildReference child, CancellationToken ct) =>
        (await register.ReadAsync(child, new Purpose("JEUGDIGE_INZAGE"), clock.GetUtcNow(), ct))?.Facts;
}
