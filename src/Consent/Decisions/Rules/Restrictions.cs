using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>R-DSR-3 and R-DSR-4: restriction (AVG 18) blocks its category, a pending objection (AVG 21) blocks an objectable row.</summary>
internal static class Restrictions
{
    public static Reason? Apply(Question question)
    {
        var flags = question.Facts.Flags;
        if (question.Row.Objectable && IsObjected(question.Policy, flags, question.Request.Purpose))
        {
            question.Oblige(ObligationCodes.DecideObjection);
            return ChildReasons.ObjectionPending;
        }

        if (question.Row.Has(RowConditions.NotRestrictable))
        {
            return null;
        }

        foreach (var category in flags.Restricted)
        {
            // A restriction that cannot be understood cannot be honoured by halves.
            var mask = question.Policy.Knows(category) ? question.Policy.MaskOf(category) : ulong.MaxValue;
            question.Deny(mask & question.Open, ChildReasons.Restricted);
        }

        return question.Open == 0 ? ChildReasons.Restricted : null;
    }

    private static bool IsObjected(Policy policy, ChildFlags flags, Purpose purpose)
    {
        foreach (var pending in flags.ObjectionPending)
        {
            if ((pending == purpose || !policy.Knows(pending)) && !IsRejected(flags, pending))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsRejected(ChildFlags flags, Purpose purpose)
    {
        foreach (var rejected in flags.ObjectionRejected)
        {
            if (rejected == purpose)
            {
                return true;
            }
        }

        return false;
    }
}
