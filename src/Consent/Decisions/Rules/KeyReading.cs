using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>Reads what one person granted and took back, for this purpose, source and recipient (R-PUR-1, R-WD-4, R-WD-5, R-WD-6, R-TIME-3).</summary>
internal static class KeyReading
{
    public static Key Read(Question question, ConsentGrant[] grants, PersonId person, bool isHolder)
    {
        var key = new Key(person, isHolder);
        ReadEvents(question, grants, key);
        foreach (var grant in grants)
        {
            if (IsOf(question, grant, key) && question.IsRelevant(grant))
            {
                ReadGrant(question, grants, grant, key);
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

    private static void ReadGrant(Question question, ConsentGrant[] grants, ConsentGrant grant, Key key)
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
            mask &= ~StoppedSince(question, grants, grant, key.Person);
            key.Covered |= mask;
            if (mask != 0)
            {
                (question.Grants ??= []).Add(grant.Id);
            }
        }
    }

    private static void ReadEvents(Question question, ConsentGrant[] grants, Key key)
    {
        foreach (var carrier in grants)
        {
            if (carrier.Events.Count == 0 || !SpeaksOfThis(question, carrier))
            {
                continue;
            }

            for (var i = 0; i < carrier.Events.Count; i++)
            {
                var said = carrier.Events[i];
                if (said.By != key.Person || said.At > question.At)
                {
                    continue;
                }

                if (said.Kind is ConsentEventKind.Refused)
                {
                    key.Refused |= ScopeOf(question, said);
                }
                else
                {
                    key.Withdrawn |= ScopeOf(question, said);
                }
            }
        }
    }

    // Only a grant given after the "no" stands: at the same instant the "no" wins.
    // A court's order stands against the refusal that it overrules, also when that is said once more; a withdrawal (UAVG 5 lid 3) still stops it (R-PAR-3).
    private static ulong StoppedSince(Question question, ConsentGrant[] grants, ConsentGrant grant, PersonId person)
    {
        var stopped = 0UL;
        foreach (var carrier in grants)
        {
            if (carrier.Events.Count == 0 || !SpeaksOfThis(question, carrier))
            {
                continue;
            }

            for (var i = 0; i < carrier.Events.Count; i++)
            {
                var said = carrier.Events[i];
                var ends = said.By == grant.GrantedBy || (said.By == person && said.Kind is ConsentEventKind.Withdrawn);
                if (ends && said.At >= grant.GivenAt && said.At <= question.At)
                {
                    stopped |= ScopeOf(question, said);
                }
            }
        }

        return stopped;
    }

    // A "no" to an organisation goes on counting for its successor.
    private static bool SpeaksOfThis(Question question, ConsentGrant carrier) =>
        question.IsRelevant(carrier)
        || (carrier.Source == question.Request.Source
            && question.Facts.Circumstances.Succession is { } succession
            && question.IsAsker(succession.Old)
            && Question.Names(carrier, succession.Old));

    private static ulong ScopeOf(Question question, ConsentEvent said) =>
        said.ConcernsEverything ? question.Open : question.Policy.MaskOf(said.Categories!) & question.Open;
}
