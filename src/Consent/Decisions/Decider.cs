using ZioExchange.Consent.Decisions.Rules;
using ZioExchange.Consent.Policies;

namespace ZioExchange.Consent.Decisions;

/// <summary>Decides whether one party may receive part of one child's dossier. Pure: no clock, no database, no log.</summary>
/// <remarks>The one place where the order of the rules stands; see docs/law/ for the reading behind each.</remarks>
public static class Decider
{
    /// <summary>Decides at the moment of decision and at the moment of release; only what both permit is permitted, and a tie denies (R-WD-6).</summary>
    /// <param name="facts">Null for a child that is not known: everything that a request alone decides comes first, so that the two cannot be told apart.</param>
    /// <param name="at">The moment of release, unless the request carries its own.</param>
    public static Decision Decide(Policy policy, PolicyProfile profile, DecisionRequest request, ChildFacts? facts, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(request);
        var release = request.ReleaseAt ?? at;
        var decision = request.DecisionAt ?? at;
        var atRelease = DecideAt(new Question(policy, profile, request, facts, release));
        return decision == release ? atRelease : BothMoments.Permit(policy, DecideAt(new Question(policy, profile, request, facts, decision)), atRelease);
    }

    // The order is law/RULES.md section 2, "Precedence". What follows from the request alone goes before any fact about the child:
    // otherwise a refusal would tell a stranger that the child exists, or where it lives.
    private static Decision DecideAt(Question question)
    {
        if (HardBans.OfRequest(question) is { } banned)
        {
            return Answer.Refuse(question, banned, reachedRow: false);
        }

        if (RowChoice.Choose(question) is { } noRow)
        {
            return Answer.Refuse(question, noRow, reachedRow: true);
        }

        if (Minimisation.Narrow(question) is { } nothingAskable)
        {
            return Answer.Refuse(question, nothingAskable, reachedRow: true);
        }

        if ((HardBans.OfChild(question) ?? Competence.Check(question)) is { } notCompetent)
        {
            return Answer.Refuse(question, notCompetent, reachedRow: false);
        }

        if ((Restrictions.Apply(question) ?? Safety.Shield(question)) is { } halted)
        {
            return Answer.Refuse(question, halted, reachedRow: true);
        }

        if (StatutoryConditions.Check(question) is { } closed)
        {
            return Answer.Refuse(question, closed, reachedRow: closed == ChildReasons.RetentionExpired);
        }

        ConsentKeys.Apply(question);
        return Answer.Of(question);
    }
}
