namespace ZioExchange.Consent.Decisions;

/// <summary>How long after the closing of an assessment an SWV may still ask and be asked: three years, that last day included (WPO 18a lid 13; R-RET-1).</summary>
public static class AssessmentTerm
{
    private const int Years = 3;

    public static bool HasRunOut(DateOnly closedOn, DateOnly day) => closedOn.Year <= DateOnly.MaxValue.Year - Years && day > closedOn.AddYears(Years);
}
