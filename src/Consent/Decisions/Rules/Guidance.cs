using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>The guidance profile: one holder's grant suffices when each other holder was told and let ten school days pass.</summary>
/// <remarks>RULES 2a, "Two policy profiles". The days are counted from the day after the telling; the tenth must be over. A conflict or a holder who was not told means strict.</remarks>
internal static class Guidance
{
    private const int SchoolDays = 10;

    public static void Count(Question question, ConsentGrant[] grants, KeyRing ring)
    {
        if (question.Profile is not PolicyProfile.Guidance || !question.Row.Has(RowConditions.GuidanceAllowed) || question.Facts.Flags.Conflict
            || (ring.Needed & KeysNeeded.AllHolders) == 0)
        {
            return;
        }

        foreach (var grant in grants)
        {
            if (grant.Informed is not { Count: > 0 } informed || !question.IsRelevant(grant) || ring.Holders.Find(key => key.Person == grant.GrantedBy) is not { } grantor)
            {
                continue;
            }

            var mask = grantor.CoveredBy(grant.Id);   // of this grant: who was told of one was not told of another
            foreach (var told in informed)
            {
                if (told.At <= question.At && ring.Holders.Find(key => key.Person == told.Person) is { } other && other != grantor)
                {
                    other.Told |= mask & WaitedFor(question, told.At > grant.GivenAt ? told.At : grant.GivenAt);
                }
            }
        }
    }

    private static ulong WaitedFor(Question question, DateTimeOffset since) =>
        DutchCalendar.SchoolDaysBetween(DutchCalendar.DayOf(since), question.Day) >= SchoolDays ? ulong.MaxValue : question.Policy.NoWaitingMask;
}
