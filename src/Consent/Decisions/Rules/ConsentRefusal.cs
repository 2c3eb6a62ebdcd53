using System.Numerics;
using ZioExchange.Consent.Grants;

namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>Says of each category without consent why. A "no" comes before what is merely missing; bad evidence before a gap.</summary>
internal static class ConsentRefusal
{
    public static void Explain(Question question, ConsentGrant[] grants, KeyRing ring, ulong refused)
    {
        if (refused == 0)
        {
            return;
        }

        var others = OtherGrants.Read(question, grants, ring);
        for (var rest = refused; rest != 0; rest &= rest - 1)
        {
            var bit = rest & (~rest + 1);
            var reason = OfVeto(ring, bit) ?? OfGap(question, ring, others, bit);
            question.Deny(question.Policy.CategoryAt(BitOperations.TrailingZeroCount(bit)), reason);
        }
    }

    private static Reason? OfVeto(KeyRing ring, ulong bit)
    {
        if (ring.Youth is { } youth && (youth.Veto & bit) != 0)
        {
            return (youth.Refused & bit) != 0 ? ConsentReasons.YouthRefused : ConsentReasons.WithdrawnByYouth;
        }

        Reason? reason = null;
        foreach (var holder in ring.Holders)
        {
            if ((holder.Veto & bit) != 0)
            {
                reason = (holder.Refused & bit) != 0 ? ConsentReasons.ParentRefused : reason ?? ConsentReasons.Withdrawn;
            }
        }

        return reason;
    }

    private static Reason OfGap(Question question, KeyRing ring, OtherGrants others, ulong bit)
    {
        int covered = 0, missing = 0, expired = 0, notYet = 0, holdersMissing = 0;
        var flawed = false;
        foreach (var key in Needed(ring))
        {
            if (((key.Covered | key.Told) & bit) != 0)
            {
                covered++;
                continue;
            }

            missing++;
            holdersMissing += key.IsHolder ? 1 : 0;
            flawed |= (key.Flawed & bit) != 0;
            expired += (key.Expired & bit) != 0 ? 1 : 0;
            notYet += (key.NotYet & bit) != 0 ? 1 : 0;
        }

        if (flawed)
        {
            return ConsentReasons.EvidenceInvalid;
        }

        if (notYet == missing)
        {
            return ConsentReasons.ConsentNotYetValid;
        }

        if (expired == missing && (covered == 0 || holdersMissing == 0))
        {
            return ConsentReasons.ConsentExpired;
        }

        if (covered == 0 && expired == 0 && notYet == 0 && others.ReasonFor(bit, question.Row) is { } elsewhere)
        {
            return elsewhere;
        }

        return holdersMissing == 0 ? ConsentReasons.YouthConsentMissing : ConsentReasons.ConsentIncomplete;
    }

    private static IEnumerable<Key> Needed(KeyRing ring) =>
        (ring.Needed & KeysNeeded.Youth) != 0 ? ring.Holders.Append(ring.Youth!) : ring.Holders;
}
