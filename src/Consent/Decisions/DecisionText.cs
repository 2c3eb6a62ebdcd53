namespace ZioExchange.Consent.Decisions;

/// <summary>Makes the explanation of a decision: its reason in plain words, what was withheld and why, and the article.</summary>
internal static class DecisionText
{
    public static Explanation Of(Decision decision)
    {
        var nl = new List<string> { decision.Reason.Nl };
        var en = new List<string> { decision.Reason.En };
        if (decision.Outcome is Outcome.Partial)
        {
            foreach (var group in decision.Denied.GroupBy(denied => denied.Value, denied => denied.Key.Code).OrderBy(group => group.Key.Code, StringComparer.Ordinal))
            {
                var codes = string.Join(", ", group.Order(StringComparer.Ordinal));
                nl.Add($"Niet gedeeld: {codes}.{(group.Key == decision.Reason ? string.Empty : " " + group.Key.Nl)}");
                en.Add($"Not shared: {codes}.{(group.Key == decision.Reason ? string.Empty : " " + group.Key.En)}");
            }
        }

        var articles = string.Join("; ", decision.Articles);
        nl.Add($"Dit staat in: {articles}.");
        en.Add($"Source: {articles}.");
        return new(string.Join(' ', nl), string.Join(' ', en));
    }
}
