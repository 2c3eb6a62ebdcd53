using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>R-BG-3: who did not account for a broken glass by the end of the first working day after it may not break it again.</summary>
internal static class BreakGlass
{
    public static Reason? Check(Question question)
    {
        if (question.Row.ConsentRule is not ConsentRule.BreakGlass || !IsReviewOverdue(question))
        {
            return null;
        }

        question.Oblige(ObligationCodes.EscalateFg);
        question.Oblige(ObligationCodes.SuspendUser);
        return ChildReasons.BreakGlassSuspended;
    }

    /// <summary>An open review of unknown or impossible date counts as overdue, and an impossible number of reviews as open.</summary>
    public static bool IsReviewOverdue(Question question)
    {
        var open = question.Facts.Circumstances;
        return open.OpenBreakGlassReviews != 0
            && (open.BreakGlassAt is not { } broken || broken > question.At || question.Day > DutchCalendar.NextWorkingDay(DutchCalendar.DayOf(broken)));
    }
}
