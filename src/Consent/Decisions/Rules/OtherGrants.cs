using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>Grants of this purpose that do not count here, read only to say why.</summary>
internal readonly record struct OtherGrants(ulong ForPredecessor, ulong ForOtherRecipient, ulong ByNonHolder)
{
    public static OtherGrants Read(Question question, ConsentGrant[] grants, KeyRing ring)
    {
        ulong predecessor = 0, elsewhere = 0, nonHolder = 0;
        foreach (var grant in grants)
        {
            if (grant.Source != question.Request.Source)
            {
                continue;
            }

            var mask = question.Policy.MaskOf(grant.Categories);
            if (question.IsRelevant(grant))
            {
                nonHolder |= IsPowerless(question, ring, grant) ? mask : 0;
            }
            else if (ring.HasPower(grant.GrantedBy))
            {
                var old = question.Facts.Circumstances.Succession is { } succession && question.Day >= succession.On && Question.Names(grant, succession.Old);
                predecessor |= old ? mask : 0;
                elsewhere |= old ? 0 : mask;
            }
        }

        return new(predecessor, elsewhere, nonHolder);
    }

    public Reason? ReasonFor(ulong bit, PolicyRow row)
    {
        if ((ForPredecessor & bit) != 0)
        {
            return ConsentReasons.ReconfirmRequiredSuccessor;   // R-SUC-1
        }

        if ((ForOtherRecipient & bit) != 0)
        {
            return ConsentReasons.RecipientMismatch;   // R-PUR-1
        }

        if ((ByNonHolder & bit) != 0)
        {
            return ConsentReasons.GrantorNoAuthority;   // R-PAR-1, R-PAR-4
        }

        return row.Has(RowConditions.ConsentByStatute) ? ConsentReasons.ConsentRequiredByStatute : null;
    }

    // Somebody who lost gezag since is no stranger: then the consent of the present holders is what is missing.
    private static bool IsPowerless(Question question, KeyRing ring, ConsentGrant grant) =>
        grant.GrantedBy != PersonId.Youth && grant.GrantedBy != PersonId.Court && !ring.HasPower(grant.GrantedBy)
        && !Holders.HeldOn(question, grant.GrantedBy, DutchCalendar.DayOf(grant.GivenAt));
}
