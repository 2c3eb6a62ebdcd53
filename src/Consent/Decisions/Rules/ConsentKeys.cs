namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>Turns the keys: a category stays open when everybody needed said yes and nobody with a voice said no (R-CONS-1, R-PAR-1, R-PAR-2, R-WD-1).</summary>
/// <remarks>A statutory row never gets here: there a refusal or withdrawal changes nothing (R-STAT-1, R-STAT-5, R-STAT-6, R-STAT-7, R-WD-3).</remarks>
internal static class ConsentKeys
{
    public static void Apply(Question question)
    {
        if (!question.Row.RestsOnConsent)
        {
            return;
        }

        var grants = question.Facts.GrantsFor(question.Request.Purpose);
        if (KeyRing.Cut(question, grants, out var ring) is { } nobody)
        {
            question.Deny(question.Open, nobody);
            return;
        }

        Guidance.Count(question, grants, ring);
        var asked = question.Open;
        var granted = asked & Granted(ring) & ~Vetoed(ring);
        ConsentRefusal.Explain(question, grants, ring, asked & ~granted);
        if (question.Open == 0)
        {
            ConsentAdvice.OnDeny(question, ring, asked);
        }
        else
        {
            ConsentAdvice.OnPermit(question, grants, ring);
        }
    }

    private static ulong Granted(KeyRing ring)
    {
        var all = ulong.MaxValue;
        var any = 0UL;
        foreach (var holder in ring.Holders)
        {
            all &= holder.Covered | holder.Told;
            any |= holder.Covered;
        }

        // KeyRing never lets a ring that needs holders through without any: "all of nobody" would be a yes.
        var granted = (ring.Needed & KeysNeeded.AllHolders) != 0 ? all & any : (ring.Needed & KeysNeeded.OneHolder) != 0 ? any : ulong.MaxValue;
        return (ring.Needed & KeysNeeded.Youth) != 0 ? granted & ring.Youth!.Covered : granted;
    }

    private static ulong Vetoed(KeyRing ring)
    {
        var vetoed = ring.Youth?.Veto ?? 0;
        foreach (var holder in ring.Holders)
        {
            vetoed |= holder.Veto;
        }

        return vetoed;
    }
}
