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

            Tell(question, ring, grantor, informed, grant);
        }
    }

    // Of one grant everybody else is told, or says yes as well: half of the holders told of one grant and half of another leaves nobody's grant that suffices.
    private static void Tell(Question question, KeyRing ring, Key grantor, IReadOnlyList<InformedPerson> informed, ConsentGrant grant)
    {
        var suffices = grantor.CoveredBy(grant);
        foreach (var other in ring.Holders)
        {
            suffices &= other == grantor ? ulong.MaxValue : other.Covered | ToldTo(question, other, informed, grant);
        }

        foreach (var other in ring.Holders)
        {
            other.Told |= other == grantor ? 0 : suffices & ~other.Covered;
        }
    }

    private static ulong ToldTo(Question question, Key other, IReadOnlyList<InformedPerson> informed, ConsentGrant grant)
    {
        var silent = 0UL;
        foreach (var told in informed)
        {
            if (told.Person == other.Person && told.At <= question.At)
            {
                silent |= WaitedFor(question, told.At > grant.GivenAt ? told.At : grant.GivenAt);
            }
        }

        return silent;
    }

    private static ulong WaitedFor(Question question, DateTimeOffset since) =>
        DutchCalendar.SchoolDaysBetween(DutchCalendar.DayOf(since), question.Day) >= SchoolDays ? ulong.MaxValue : question.Policy.NoWaitingMask;
}
