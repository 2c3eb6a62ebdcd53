using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>R-DSR-1: a parent with gezag sees the data of a child under 16, a young person from 12 the own data; at 12 to 15 either alone (UAVG 5 lid 4).</summary>
internal static class OwnAccess
{
    public static Reason? Check(Question question) => question.Row.Has(RowConditions.YouthAsks) ? Youth(question) : Parent(question);

    // R-AGE-4: who is 12 or over and cannot weigh the matter is represented, also in this right (Jeugdwet 7.3.15 lid 2).
    private static Reason? Youth(Question question)
    {
        if (question.Request.Organisation.Value != PersonId.Youth.Value)
        {
            return ChildReasons.ChildUnknown;
        }

        return question.Age >= OwnVoice.Age && question.Facts.Capacity is Capacity.Capable ? null : ChildReasons.YouthOwnAccessNotOpen;
    }

    private static Reason? Parent(Question question)
    {
        if (question.Age >= 18 || (question.Age >= 16 && question.Facts.Capacity is Capacity.Capable))
        {
            return ChildReasons.Youth16OwnRights;
        }

        switch (Holders.StandingOf(question, new(question.Request.Organisation.Value)))
        {
            case Standing.Holds:
                return RowChoice.MayAsk(question, question.Row) ? null : RequestReasons.RoleNotAuthorised;
            case Standing.Undeterminable:
                question.Oblige(ObligationCodes.ManualAuthorityCheck);
                return ChildReasons.AuthorityUndeterminable;
            default:
                question.Oblige(ObligationCodes.SuggestRoute377C);   // R-PAR-4
                return ChildReasons.NoAuthorityArt15;
        }
    }
}
