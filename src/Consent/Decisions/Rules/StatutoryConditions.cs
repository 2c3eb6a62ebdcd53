using ZioExchange.Consent.Policies;

namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>What the statute behind a row asks: a term that has not run out, and facts that open it.</summary>
internal static class StatutoryConditions
{
    public static Reason? Check(Question question) => Retention(question) ?? Gate(question);

    private static Reason? Retention(Question question)
    {
        if (!question.Row.Has(RowConditions.ClosesAfterThreeYears)
            || question.Facts.Circumstances.AssessmentClosed is not { } closed
            || !AssessmentTerm.HasRunOut(closed, question.Day))
        {
            return null;
        }

        question.Oblige(ObligationCodes.TriggerDeletion);
        return ChildReasons.RetentionExpired;
    }

    /// <summary>R-STAT-2, R-OKR-1. A gate of which nothing is recorded is shut.</summary>
    private static Reason? Gate(Question question)
    {
        var gates = question.Row.Gates;
        var request = question.Request;
        return gates switch
        {
            Gates.None => null,
            _ when (gates & Gates.SchoolRequest) != 0 && request.SchoolRequest is not true => ChildReasons.NoSchoolRequest,
            _ when (gates & Gates.ArrangementApplication) != 0 && request.ArrangementApplication is not true => ChildReasons.NoArrangementApplication,
            _ when (gates & Gates.EnrolledOrRegistered) != 0 && request.EnrolledOrRegistered is not true => ChildReasons.NotEnrolledOrRegistered,
            _ when (gates & Gates.ParentInzageDone) != 0 && request.ParentInzageDone is not true => ChildReasons.ParentInzageNotDone,
            _ => null,
        };
    }
}
