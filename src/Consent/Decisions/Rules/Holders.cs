using ZioExchange.Consent.Authority;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>Who has gezag on the day (R-PAR-1, R-PAR-6, R-PAR-7). Divorce as such changes nothing (BW 1:251 lid 2), nor does a contact ban (R-PAR-5).</summary>
internal static class Holders
{
    /// <summary>One line for each holder.</summary>
    /// <returns>False when gezag cannot be determined for somebody. A holder without a name is such a one: two of them would count as one.</returns>
    public static bool TryFind(Question question, List<AuthorityLine> holders)
    {
        var determinable = true;
        foreach (var line in question.Facts.Authority)
        {
            if (!Counts(question, line))
            {
                continue;
            }

            switch (StandingOf(question, line.Person))
            {
                case Standing.Undeterminable:
                    determinable = false;
                    break;
                case Standing.Holds when !Contains(holders, line.Person):
                    holders.Add(line);
                    break;
                default:
                    break;
            }
        }

        return AddVoogd(question, holders) && determinable;
    }

    public static Standing StandingOf(Question question, PersonId person)
    {
        bool holds = false, lacks = false, unknown = false;
        foreach (var line in question.Facts.Authority)
        {
            if (line.Person == person && Counts(question, line))
            {
                holds |= line.Holds is true;
                lacks |= line.Holds is false;
                unknown |= line.Holds is null;
            }
        }

        // A measure is a record of gezag too: where a line denies what it says, nobody knows who is right (R-PAR-7).
        var byLine = holds;
        foreach (var measure in question.Facts.Measures)
        {
            if (IsVoogdij(question, measure) && measure.Organisation.Value == person.Value)
            {
                lacks |= !byLine && HasEndedDuring(question, measure);
                holds = true;
            }
        }

        if (unknown || (holds && (lacks || IsNobody(person))))
        {
            return Standing.Undeterminable;
        }

        return holds ? Standing.Holds : Standing.NoHolder;
    }

    /// <summary>Whether somebody held gezag on an earlier day, such as the day on which a grant was given.</summary>
    public static bool HeldOn(Question question, PersonId person, DateOnly day)
    {
        foreach (var line in question.Facts.Authority)
        {
            if (line.Person == person && line.Holds is true && line.AppliesTo(question.Request.Purpose, day))
            {
                return true;
            }
        }

        return false;
    }

    // BW 1:245: under voogdij of a GI the voogd stands in the place of the parents, whatever an older record of the parents still says.
    private static bool Counts(Question question, AuthorityLine line) =>
        line.AppliesTo(question.Request.Purpose, question.Day)
        && line.Person != PersonId.Youth && line.Person != PersonId.Court
        && (line.Relation is not (Relation.Ouder or Relation.Derde) || !UnderVoogdij(question));

    // No name, or one that stands for the child or the judge: who that holder is, nobody can tell.
    private static bool IsNobody(PersonId person) => string.IsNullOrWhiteSpace(person.Value) || person == PersonId.Youth || person == PersonId.Court;

    private static bool UnderVoogdij(Question question)
    {
        foreach (var measure in question.Facts.Measures)
        {
            if (IsVoogdij(question, measure))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsVoogdij(Question question, Measure measure) => measure.Kind is MeasureKind.Voogdij && measure.IsActiveOn(question.Day);

    // The voogd's own line ended while the measure goes on.
    private static bool HasEndedDuring(Question question, Measure measure)
    {
        foreach (var line in question.Facts.Authority)
        {
            if (line.Person.Value == measure.Organisation.Value && line is { Relation: Relation.Voogd, Holds: true } && line.Through >= measure.From && line.Through < question.Day)
            {
                return true;
            }
        }

        return false;
    }

    private static bool AddVoogd(Question question, List<AuthorityLine> holders)
    {
        var determinable = true;
        foreach (var measure in question.Facts.Measures)
        {
            if (!IsVoogdij(question, measure))
            {
                continue;
            }

            var voogd = new PersonId(measure.Organisation.Value);
            determinable &= StandingOf(question, voogd) is Standing.Holds;
            if (!Contains(holders, voogd))
            {
                holders.Add(new(voogd, Relation.Voogd, true, measure.From, measure.Through, false, "measure"));
            }
        }

        return determinable;
    }

    private static bool Contains(List<AuthorityLine> holders, PersonId person)
    {
        foreach (var holder in holders)
        {
            if (holder.Person == person)
            {
                return true;
            }
        }

        return false;
    }
}
