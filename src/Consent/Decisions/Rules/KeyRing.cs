using ZioExchange.Consent.Authority;
using ZioExchange.Consent.Grants;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>The keys that must turn together for one exchange: holders, youth, or both.</summary>
internal sealed class KeyRing
{
    public List<Key> Holders { get; } = new(2);

    public Key? Youth { get; private set; }

    public KeysNeeded Needed { get; private init; }

    /// <summary>Everybody whose "yes" or "no" counts.</summary>
    public bool HasPower(PersonId person) => (Youth is not null && person == PersonId.Youth) || Holders.Exists(key => key.Person == person);

    public static Reason? Cut(Question question, ConsentGrant[] grants, out KeyRing ring)
    {
        var needed = VoiceRule.NeededAt(question.Row.ConsentRule, question.Age, question.Facts.Capacity);
        ring = new() { Needed = needed };
        if (needed is KeysNeeded.None)
        {
            question.Oblige(ObligationCodes.ExplainMentorship);
            return ConsentReasons.NoRepresentativeAt18;   // R-AGE-5
        }

        if ((needed & (KeysNeeded.AllHolders | KeysNeeded.OneHolder)) != 0)
        {
            var lines = new List<AuthorityLine>(2);
            if (!Rules.Holders.TryFind(question, lines))
            {
                question.Oblige(ObligationCodes.ManualAuthorityCheck);
                return ChildReasons.AuthorityUndeterminable;   // R-PAR-7
            }

            if (lines.Count == 0)
            {
                question.Oblige(ObligationCodes.ManualAuthorityCheck);
                return ChildReasons.AuthorityNone;
            }

            question.HolderLines = lines;
            foreach (var line in lines)
            {
                ring.Holders.Add(KeyReading.Read(question, grants, line.Person, isHolder: true));
            }
        }

        if ((needed & (KeysNeeded.Youth | KeysNeeded.YouthMayVeto)) != 0)
        {
            ring.Youth = KeyReading.Read(question, grants, PersonId.Youth, isHolder: false);
            if (question.Facts.Circumstances.YouthObjects)
            {
                ring.Youth.Refused |= question.Open;   // R-WD-1: from 12 a recorded "no" without a date is a veto, until an own yes stands
            }
        }

        return null;
    }
}
