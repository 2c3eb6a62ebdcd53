using ZioExchange.Consent.Policies;

namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>Whether the source stands in the place that the row gives it: the child's school, its old school, its SWV, its parent.</summary>
internal static class SourceCompetence
{
    public static Reason? Check(Question question)
    {
        var row = question.Row;
        var school = question.Facts.School;
        var isSchoolOfEnrolment = school.Enrolled && question.IsSource(school.Organisation);
        if (row.Has(RowConditions.NoInstelling) && school.IsInstelling && question.IsSource(school.Organisation))
        {
            return RequestReasons.NoSwvForCluster12;
        }

        var fits = row.SourceParty switch
        {
            "SCHOOL_OUD" => IsOldSchool(question),
            "INSTELLING_C12" => isSchoolOfEnrolment ? school.IsInstelling : RowChoice.IsInstelling(question.Request.SourceParty),
            "SWV" => question.IsSource(Competence.CompetentSwv(question.Facts)),
            _ => true,
        };
        fits = fits && (!row.Has(RowConditions.InsideSchool) || question.Request.Source == question.Request.Organisation)
            && (!row.Has(RowConditions.SourceHasPupil) || isSchoolOfEnrolment || MayBeRegisteredWithSource(question))
            && (!row.Has(RowConditions.FromSchoolOfEnrolment) || isSchoolOfEnrolment || question.Request.Source.Value == Policy.Any)
            && (!row.Has(RowConditions.HolderSupplies) || IsSupplyingHolder(question));
        return fits ? null : ChildReasons.SourceNotCompetent;
    }

    // WPO 18a lid 6 with 40 lid 8: also a school where the child is registered asks. Of a child of whom no enrolment or registration is recorded, the
    // recorded request of the bevoegd gezag, which is the gate of these rows, is what says that it is registered there; not against another school on record.
    private static bool MayBeRegisteredWithSource(Question question)
    {
        var school = question.Facts.School;
        if (school.RegisteredAt is not null)
        {
            return question.IsSource(school.RegisteredAt);
        }

        return school is { Enrolled: false, RegisteredNowhere: false } && (school.Organisation is null || question.IsSource(school.Organisation));
    }

    // R-OKR-1: the school that the child leaves, the last one known when it is enrolled nowhere now. Already enrolled with the asker, any school may have been the last.
    private static bool IsOldSchool(Question question)
    {
        var school = question.Facts.School;
        if (question.Request.Source == question.Request.Organisation)
        {
            return false;
        }

        return school is { Enrolled: false, Organisation: null } || question.IsAsker(school.Organisation) || question.IsSource(school.Organisation);
    }

    // R-MED-1 with R-PAR-4, R-PAR-6 and R-AGE-5: a parent who is known not to hold gezag supplies nothing through the broker, and nobody does from 18.
    // Gezag that cannot be determined does not stop it: the row rests on UAVG 30, not on gezag.
    private static bool IsSupplyingHolder(Question question)
    {
        if (question.Age >= 18)
        {
            return false;
        }

        var standing = Holders.StandingOf(question, new(question.Request.Source.Value));
        return standing is Standing.Holds or Standing.Undeterminable;
    }
}
