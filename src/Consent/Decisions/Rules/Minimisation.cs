using ZioExchange.Consent.Policies;

namespace ZioExchange.Consent.Decisions.Rules;

/// <summary>R-CAT-1, R-MIN-1, R-BSN-1, R-AGG-1, R-BG-2: what is asked is cut down to what the row names; each other category is refused by itself.</summary>
internal static class Minimisation
{
    public static Reason? Narrow(Question question)
    {
        var row = question.Row;
        if (row.Has(RowConditions.CellOfTen) && question.Request.CellSize is not >= 10)
        {
            return RequestReasons.CellTooSmall;
        }

        if (question.Request.Categories.Count == 0)
        {
            question.Open = row.CategoryMask;
            return null;
        }

        Reason? last = null;
        for (var i = 0; i < question.Request.Categories.Count; i++)
        {
            var category = question.Request.Categories[i];
            var bit = question.Policy.MaskOf(category);
            if ((bit & row.CategoryMask) != 0)
            {
                question.Open |= bit;
                continue;
            }

            var reason = bit == 0 || (bit & question.Policy.ExchangedMask) == 0 ? RequestReasons.CategoryNotSupported
                : category.Code is "BSN" or "PGN" ? RequestReasons.NumberNotInRow
                : RequestReasons.CategoryNotInRow;
            question.Deny(category, reason);
            last = last is null || string.CompareOrdinal(reason.Number, last.Number) < 0 ? reason : last;
        }

        return question.Open == 0 ? last : null;
    }
}
