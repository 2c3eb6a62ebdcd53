using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>Reads what one person granted and took back, for this purpose, source and recipient (R-PUR-1, R-WD-4, R-WD-5, R-WD-6, R-TIME-3).</summary>
internal static class KeyReading
{
    public static Key Read(Question question, ConsentGrant[] grants, PersonId person, bool isHolder)
    {
        var key = new Key(person, isHolder);
        var stops = Stops.Read(question, grants, person);
        (key.Refused, key.Withdrawn) = (stops.Refused, stops.Withdrawn);
        foreach (var grant in grants)
        {
            if (IsOf(question, grant, key) && question.IsRelevant(grant))
            {
                ReadGrant(question, grant, stops, key);
            }
        }

        return key;
    }

    /// <summary>Own grants; for a holder also the court's order that replaces exactly this person (R-PAR-3). No court replaces the youth here.</summary>
    /// <remarks>Under 12 a "yes" of the child is a signal, as its "no" is (R-WD-1): it does not grow into a key on the twelfth birthday.</remarks>
    private static bool IsOf(Question question, ConsentGrant grant, Key key) =>
        grant.GrantedBy == PersonId.Court
            ? key.IsHolder && grant.Replaces == key.Person
            : grant.GrantedBy == key.Person && (key.IsHolder || OwnVoice.IsHadOn(DutchCalendar.DayOf(grant.GivenAt), question.Facts.BornOn));

    private static void ReadGrant(Question question, ConsentGrant grant, Stops stops, Key key)
    {
        var mask = question.Policy.MaskOf(grant.Categories) & question.Open;
        if (grant.ValidThrough < question.Day)
        {
            key.Expired |= mask;
        }
        else if (grant.GivenAt > question.At || grant.ValidFrom > question.Day)
        {
            key.NotYet |= mask;
        }
        else if (EvidenceRule.FlawOf(grant, question.Row.ConsentRule) is var flaw and not EvidenceFlaw.None)
        {
            key.Flawed |= mask;
            key.Flaw = key.Flaw is EvidenceFlaw.None || flaw < key.Flaw ? flaw : key.Flaw;
        }
        else
        {
            mask &= ~stops.Since(grant);
            key.Covered |= mask;
            if (question.Profile is PolicyProfile.Guidance)
            {
                key.Remember(grant, mask);
            }

            if (mask != 0)
            {
                (question.Grants ??= []).Add(grant.Id);
            }
        }
    }
}
