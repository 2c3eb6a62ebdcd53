using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>What follows from a decision on consent: whom to ask, tell or answer.</summary>
internal static class ConsentAdvice
{
    public static void OnPermit(Question question, ConsentGrant[] grants, KeyRing ring)
    {
        NoteSignals(question, grants, ring);
        if (question.Row.ConsentRule is ConsentRule.SpecialBoth && (ring.Needed & KeysNeeded.YouthMayVeto) != 0 && (ring.Youth!.Covered & question.Open) != question.Open)
        {
            question.Oblige(ObligationCodes.InformYouth);   // R-AGE-2b: a veto is worth nothing to who does not know
        }

        foreach (var holder in ring.Holders)
        {
            if ((holder.Covered & question.Open) != question.Open)
            {
                question.Oblige(ObligationCodes.NotifyOtherParent);   // R-PAR-8, guidance profile
                return;
            }
        }
    }

    public static void OnDeny(Question question, KeyRing ring, ulong asked)
    {
        var reasons = question.Denied!.Values;
        if (reasons.Contains(ConsentReasons.ParentRefused) && question.Row.ConsentRule is not ConsentRule.NormalOneNoObjection)
        {
            question.Oblige(ObligationCodes.ShowRoute253A);   // R-PAR-2
        }

        if (reasons.Contains(ConsentReasons.ConsentExpired))
        {
            question.Oblige(ObligationCodes.OfferRenewal);
        }
        else if (reasons.Contains(ConsentReasons.ReconfirmRequiredSuccessor))
        {
            question.Oblige(ObligationCodes.NotifyGrantorsSuccession);
        }
        else if (AsksAgain(reasons))
        {
            AskMissing(question, ring, asked);
        }
    }

    // No one is asked again who said no, and nobody on the form of a service.
    private static bool AsksAgain(ICollection<Reason> reasons) =>
        reasons.Contains(ConsentReasons.ConsentIncomplete) || reasons.Contains(ConsentReasons.YouthConsentMissing) || reasons.Contains(ConsentReasons.EvidenceInvalid)
        || reasons.Contains(ConsentReasons.RecipientMismatch) || reasons.Contains(ConsentReasons.ConsentRequiredByStatute);

    private static void AskMissing(Question question, KeyRing ring, ulong asked)
    {
        if (question.Row.ConsentRule is ConsentRule.WrittenParents)
        {
            return;
        }

        var missing = new List<string>();
        var stepUp = false;
        foreach (var holder in ring.Holders)
        {
            stepUp |= holder.Flaw is EvidenceFlaw.AssuranceTooLow;
            if ((holder.Covered & asked) != asked && holder.Flaw is not (EvidenceFlaw.AssuranceTooLow or EvidenceFlaw.Conditional))
            {
                missing.Add(holder.Person.Value);
            }
        }

        if ((ring.Needed & KeysNeeded.Youth) != 0 && ring.Youth is { } youth && (youth.Covered & asked) != asked)
        {
            stepUp |= youth.Flaw is EvidenceFlaw.AssuranceTooLow;
            if (CameOfAge(question))
            {
                question.Oblige(ObligationCodes.NotifyYouthReconfirm);
            }
            else if (youth.Flaw is not (EvidenceFlaw.AssuranceTooLow or EvidenceFlaw.Conditional))
            {
                missing.Add(youth.Person.Value);
            }
        }

        if (stepUp)
        {
            question.Oblige(ObligationCodes.RequestStepUp);
        }

        if (missing.Count > 0)
        {
            missing.Sort(StringComparer.Ordinal);
            question.Oblige(ObligationCodes.RequestMissing, string.Join(',', missing));
        }
    }

    // R-AGE-2, R-AGE-3: somebody else granted before the birthday from which the youth must say yes as well.
    private static bool CameOfAge(Question question)
    {
        var birthday = DutchCalendar.BirthdayAt(question.Facts.BornOn, question.Age >= 16 ? 16 : OwnVoice.Age);
        foreach (var grant in question.Facts.GrantsFor(question.Request.Purpose))
        {
            if (grant.GrantedBy != PersonId.Youth && question.IsRelevant(grant) && DutchCalendar.DayOf(grant.GivenAt) < birthday)
            {
                return true;
            }
        }

        return false;
    }

    private static void NoteSignals(Question question, ConsentGrant[] grants, KeyRing ring)
    {
        var signal = question.Age < OwnVoice.Age && question.Facts.Circumstances.YouthObjects;
        var rejected = false;
        foreach (var grant in grants)
        {
            for (var i = 0; i < grant.Events.Count; i++)
            {
                var said = grant.Events[i];
                if (said.At > question.At || !question.IsRelevant(grant) || ring.HasPower(said.By))
                {
                    continue;
                }

                signal |= said.By == PersonId.Youth;   // R-WD-1: under 12 a signal, not a veto
                rejected |= said.Kind is ConsentEventKind.Withdrawn && said.By != grant.GrantedBy && said.By != PersonId.Youth;   // R-WD-2
            }
        }

        if (signal)
        {
            question.Oblige(ObligationCodes.NoteChildSignal);
        }

        if (rejected)
        {
            question.Oblige(ObligationCodes.RejectWithdrawal);
        }
    }
}
