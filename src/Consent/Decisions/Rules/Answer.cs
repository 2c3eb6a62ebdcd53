using ZioExchange.Consent.Policies;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>Makes the decision out of a question that the rules have worked through.</summary>
internal static class Answer
{
    /// <summary>The whole request is refused.</summary>
    /// <param name="reachedRow">The row itself refuses; otherwise the request never got to it.</param>
    public static Decision Refuse(Question question, Reason reason, bool reachedRow)
    {
        var denied = new Dictionary<DataCategory, Reason>();
        foreach (var category in question.Request.Categories)
        {
            denied[category] = question.Denied is { } own && own.TryGetValue(category, out var why) ? why : reason;
        }

        return Denial(question, reason, denied, reachedRow);
    }

    /// <summary>Each category by itself.</summary>
    public static Decision Of(Question question)
    {
        if (question.Open == 0)
        {
            return Denial(question, Worst(question.Denied!), question.Denied!, reachedRow: true);
        }

        var row = question.Row;
        AddPermitObligations(question);
        var permitted = question.Open == row.CategoryMask ? row.Categories : question.Policy.CategoriesOf(question.Open);
        return new(question.Denied is null && !question.MasksContent ? Outcome.Permit : Outcome.Partial, MainReason(question), question.Profile, question.Policy.Version)
        {
            Permitted = permitted,
            Denied = question.Denied ?? DeniedCategories.None,
            Row = row.Id,
            Basis = row.Basis,
            Obligations = question.Obligations,
            RestsOn = RestsOnOf(question),
            Articles = row.Articles,
            Permit = new(question.Facts.Child, SourceOf(question), question.Request.Organisation, question.Request.Purpose, permitted, question.At.ToUniversalTime()),
        };
    }

    /// <summary>What the family's side says goes before what the request itself got wrong: it is the reason that must be masked.</summary>
    public static Reason Worst(IReadOnlyDictionary<DataCategory, Reason> denied)
    {
        Reason? worst = null;
        foreach (var reason in denied.Values)
        {
            if (worst is null || Compare(reason, worst) < 0)
            {
                worst = reason;
            }
        }

        return worst!;
    }

    private static Decision Denial(Question question, Reason reason, IReadOnlyDictionary<DataCategory, Reason> denied, bool reachedRow) =>
        new(Outcome.Deny, reason, question.Profile, question.Policy.Version)
        {
            Denied = denied,
            Row = reachedRow && question.HasRow ? question.Row.Id : null,
            Obligations = question.Obligations,
            Articles = [reason.Source],
            RestsOn = question.HasRow && question.KnowsChild ? new([], question.Row.FactKinds) : RestsOn.Nothing,
        };

    private static Reason MainReason(Question question)
    {
        if (question.Denied is { Count: > 0 } denied)
        {
            return Worst(denied);
        }

        return question.MasksContent ? PermitReasons.ProtectedFieldsMasked : question.Row.Basis switch
        {
            LegalBasis.Consent => PermitReasons.ConsentValid,
            LegalBasis.Vital => PermitReasons.VitalInterest,
            LegalBasis.Right => PermitReasons.RightOfAccess,
            LegalBasis.NoPersonalData => PermitReasons.NoPersonalData,
            _ => PermitReasons.StatutoryBasis,
        };
    }

    private static void AddPermitObligations(Question question)
    {
        foreach (var code in question.Row.Obligations)
        {
            question.Oblige(code);
        }

        if (question.Row.ConsentRule is ConsentRule.BreakGlass && question.Age >= OwnVoice.Age)
        {
            question.Oblige(ObligationCodes.NotifyYouth);
        }

        if (question.Row.Has(RowConditions.OwnLogOnly) && BreakGlass.IsReviewOverdue(question))
        {
            question.Oblige(ObligationCodes.EscalateFg);
        }
    }

    // "All sources" means the one source that this row knows.
    private static OrganisationId SourceOf(Question question) =>
        question.Row.Has(RowConditions.FromSchoolOfEnrolment) && question.Request.Source.Value == Policy.Any ? question.Facts.School.Organisation!.Value : question.Request.Source;

    private static RestsOn RestsOnOf(Question question)
    {
        if (question.HolderLines is not { Count: > 0 } lines)
        {
            return new(question.Grants ?? [], question.Row.FactKinds);
        }

        var facts = new List<string>(question.Row.FactKinds.Count + 1);
        facts.AddRange(question.Row.FactKinds);
        foreach (var line in lines)
        {
            var source = "gezag:" + line.Source;
            if (!facts.Contains(source))
            {
                facts.Add(source);
            }
        }

        return new(question.Grants ?? [], facts);
    }

    private static int Compare(Reason one, Reason other)
    {
        var group = other.Number[5].CompareTo(one.Number[5]);
        return group != 0 ? group : string.CompareOrdinal(one.Number, other.Number);
    }
}
