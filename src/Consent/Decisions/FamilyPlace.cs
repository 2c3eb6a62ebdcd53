using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions;

/// <summary>The place of one person in a family on one day: what that person may see. Rests on rows M32 and M33, like every other look.</summary>
/// <param name="Age">Of the child, in completed years.</param>
/// <param name="Masked">The person may not learn where the child is (R-SAFE-1, R-PAR-5).</param>
public sealed record FamilyPlace(FamilyAccess Access, int Age, bool Masked)
{
    /// <summary>From this age the young person decides alone (R-AGE-3).</summary>
    private const int Alone = 16;

    private const int OfAge = 18;

    /// <param name="person">A parent or voogd, or <see cref="PersonId.Youth"/>.</param>
    /// <returns>Null for who has no place today: then nothing shows that the child exists.</returns>
    public static FamilyPlace? Of(Policy policy, PolicyProfile profile, ChildFacts facts, PersonId person, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var today = DutchCalendar.DayOf(at);
        var age = DutchCalendar.AgeOn(facts.BornOn, today);
        var decision = Decider.Decide(policy, profile, Inspection(person), facts, at);
        return AccessOf(facts, person, decision, age, today) is { } access
            ? new FamilyPlace(access, age, decision.Obligations.Any(obligation => obligation.Code == ObligationCodes.MaskLocation))
            : null;
    }

    /// <summary>The birthday after an earlier day that gave the young person a say: 12 or 16, the later one first; null for none (R-AGE-2, R-AGE-3).</summary>
    public static int? BirthdaySince(DateOnly bornOn, DateOnly earlier, DateOnly today)
    {
        var age = DutchCalendar.AgeOn(bornOn, today);
        return age >= Alone && earlier < DutchCalendar.BirthdayAt(bornOn, Alone) ? Alone
            : age >= OwnVoice.Age && earlier < DutchCalendar.BirthdayAt(bornOn, OwnVoice.Age) ? OwnVoice.Age
            : null;
    }

    private static FamilyAccess? AccessOf(ChildFacts facts, PersonId person, Decision decision, int age, DateOnly today)
    {
        if (decision.Permit is not null)
        {
            return FamilyAccess.Sees;
        }

        if (person == PersonId.Youth)
        {
            return decision.Reason == ChildReasons.YouthOwnAccessNotOpen && age >= OwnVoice.Age ? FamilyAccess.OnlyNo : null;
        }

        if (decision.Reason == ChildReasons.AuthorityUndeterminable || NobodyIsSure(facts))
        {
            return FamilyAccess.Undeterminable;
        }

        var holds = facts.Authority.Any(line => line.Person == person && line.Holds is true && DutchCalendar.Includes(line.From, line.Through, today));
        return decision.Reason == ChildReasons.Youth16OwnRights && age < OfAge && holds ? FamilyAccess.ChildDecides : null;
    }

    // Without fresh evidence one line stands for all: then nobody is told apart from anybody else (R-PAR-7).
    private static bool NobodyIsSure(ChildFacts facts) => facts.Authority is [{ Holds: null }];

    private static DecisionRequest Inspection(PersonId person)
    {
        var youth = person == PersonId.Youth;
        return new()
        {
            Party = new PartyType(youth ? "JEUGDIGE" : "OUDER"),
            Organisation = new OrganisationId(person.Value),
            Role = new Role(youth ? "JEUGDIGE" : "OUDER_MET_GEZAG"),
            Purpose = new Purpose(youth ? "JEUGDIGE_INZAGE" : "OUDERINZAGE"),
            SourceParty = new PartyType(Policy.Any),
            Source = new OrganisationId(Policy.Any),
        };
    }
}
