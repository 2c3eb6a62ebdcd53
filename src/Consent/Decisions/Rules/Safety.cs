using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>R-SAFE-1, R-SAFE-2 and R-PAR-5: what own access shields. Gezag stays as it is; only the view narrows.</summary>
internal static class Safety
{
    public static Reason? Shield(Question question)
    {
        if (!question.Row.Has(RowConditions.HolderAsks | RowConditions.YouthAsks))
        {
            return null;
        }

        var restricted = question.Row.Has(RowConditions.HolderAsks) && IsRestricted(question);
        if (restricted)
        {
            question.Deny(question.Open & question.Policy.LocatingMask, ChildReasons.ProtectedLocation);
            question.Oblige(ObligationCodes.MaskLocation);
        }

        if (question.Facts.Circumstances.DeferredEntries > 0 && (question.Open & question.Policy.MaskOf(new DataCategory("LOG"))) != 0)
        {
            question.MasksContent = true;
            question.Oblige(ObligationCodes.MaskDeferredEntries);
        }

        return question.Open == 0 ? ChildReasons.ProtectedLocation : null;
    }

    // A ban does not touch gezag (R-PAR-5), so the days of somebody's gezag neither begin nor end it: it is there for as long as it is recorded.
    // A protected location without any parent marked as restricted: it is not known from whom, so it is kept from every parent.
    private static bool IsRestricted(Question question)
    {
        var asker = new PersonId(question.Request.Organisation.Value);
        var somebodyElse = false;
        foreach (var line in question.Facts.Authority)
        {
            if (line.ContactBan)
            {
                if (line.Person == asker)
                {
                    return true;
                }

                somebodyElse = true;
            }
        }

        return question.Facts.Flags.ProtectedLocation && !somebodyElse;
    }
}
