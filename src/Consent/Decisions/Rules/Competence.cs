using ZioExchange.Consent.Authority;
using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>Whether this asker, and this source, have to do with this child today.</summary>
internal static class Competence
{
    public static Reason? Check(Question question)
    {
        var row = question.Row;
        if (row.Has(RowConditions.HolderAsks | RowConditions.YouthAsks))
        {
            return OwnAccess.Check(question);
        }

        if (row.Has(RowConditions.NoContent))
        {
            return null;
        }

        var asker = question.Request.Party.Code switch
        {
            "SWV" => Swv(question),
            "GEMEENTE" => Gemeente(question),
            "SCHOOL" or "INSTELLING" or "INSTELLING_C12" => School(question),
            "GI" => Measure(question),
            _ => Successor(question),
        };
        return asker ?? SourceCompetence.Check(question) ?? BreakGlass.Check(question);
    }

    /// <summary>R-SWV-1: enrolled, the SWV of the school; not enrolled, the SWV of residence. Enrolled with an institution of cluster 1 or 2: none (R-C12-1).</summary>
    public static OrganisationId? CompetentSwv(ChildFacts facts) => !facts.School.Enrolled ? facts.Circumstances.ResidenceSwv : facts.School.IsInstelling ? null : facts.School.Swv;

    private static Reason? Swv(Question question)
    {
        // R-C12-1: the report of an institution goes where the parents say in writing; there is no competent SWV to compare with.
        if (question.Row.ConsentRule is ConsentRule.WrittenParents && question.Facts.School is { Enrolled: true, IsInstelling: true })
        {
            return null;
        }

        // The SWV of residence may hear that its resident's school has none (SourceCompetence says so); to any other it is the wrong SWV, as ever.
        var school = question.Facts.School;
        var hearsOfCluster12 = question.Row.Has(RowConditions.NoInstelling) && school is { Enrolled: true, IsInstelling: true } && question.IsSource(school.Organisation)
            && question.IsAsker(question.Facts.Circumstances.ResidenceSwv);
        return hearsOfCluster12 || question.IsAsker(CompetentSwv(question.Facts)) ? null : ChildReasons.WrongSwv;
    }

    /// <summary>R-SUC-1 and R-SUC-2, of parties that no fact of the child names: from the day of the successor on the old organisation receives nothing.</summary>
    private static Reason? Successor(Question question)
    {
        var isGone = question.Facts.Circumstances.Succession is { } succession && question.Day >= succession.On && succession.Old != succession.New
            && succession.Old == question.Request.Organisation;
        return !isGone ? null : question.Row.RestsOnConsent ? ConsentReasons.ReconfirmRequiredSuccessor : ChildReasons.OrganisationSucceeded;
    }

    /// <summary>R-MUN-1: the gemeente of residence, and R-MUN-2: a former one for the months in which the child lived there.</summary>
    private static Reason? Gemeente(Question question)
    {
        var past = question.Facts.Circumstances;
        var lives = question.IsAsker(question.Facts.Residence);
        if (!question.Row.Has(RowConditions.BillingOfOwnPeriod) || past.MovedOn is not { } moved)
        {
            return lives ? null : ChildReasons.WrongMunicipality;
        }

        if (lives)
        {
            return question.Request.ServiceMonth is { } month && (month.Year, month.Month).CompareTo((moved.Year, moved.Month)) < 0 ? ChildReasons.WrongMunicipality : null;
        }

        var livedThere = past.MovedFrom is null || question.IsAsker(past.MovedFrom);
        return livedThere && moved <= question.Day && question.Request.ServiceMonth < moved ? null : ChildReasons.WrongMunicipality;
    }

    /// <summary>R-SCH-1: only for a child enrolled with it on the day, in some rows also for a registered one.</summary>
    private static Reason? School(Question question)
    {
        var school = question.Facts.School;
        var isSchoolOnRecord = question.IsAsker(school.Organisation);
        if (!(school.Enrolled && isSchoolOnRecord) && !(question.Row.Has(RowConditions.RegisteredCounts) && question.IsAsker(school.RegisteredAt)))
        {
            return ChildReasons.ChildNotEnrolled;
        }

        // R-C12-1: an institution stays one for a child that is registered with it and not enrolled yet.
        return question.Row.Has(RowConditions.NoInstelling) && school.IsInstelling && isSchoolOnRecord ? RequestReasons.NoSwvForCluster12 : null;
    }

    /// <summary>R-STAT-4: the GI that carries out an OTS that is active today. At 18 it ends, whatever date was recorded (BW 1:255 speaks of a minor; R-AGE-5).</summary>
    private static Reason? Measure(Question question)
    {
        if (!question.Row.Has(RowConditions.ActiveOts))
        {
            return null;
        }

        foreach (var measure in question.Facts.Measures)
        {
            if (question.Age < 18 && measure.Kind is MeasureKind.Ots && question.IsAsker(measure.Organisation) && measure.IsActiveOn(question.Day))
            {
                return null;
            }
        }

        return ChildReasons.MeasureNotActive;
    }
}
