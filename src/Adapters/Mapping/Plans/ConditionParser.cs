namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>Reads conditions: tests joined by <c> &amp; </c>.</summary>
internal static class ConditionParser
{
    private static readonly (string Text, ConditionOperator Operator)[] Operators =
    [
        (" != ", ConditionOperator.NotEqual), (" <= ", ConditionOperator.LessOrEqual), (" >= ", ConditionOperator.GreaterOrEqual),
        (" = ", ConditionOperator.Equal), (" < ", ConditionOperator.Less), (" > ", ConditionOperator.Greater),
    ];

    /// <summary>Null when the text is no condition; the scope has then been told why.</summary>
    public static Condition? Parse(string text, RowScope scope)
    {
        var tests = new List<ConditionTest>();
        foreach (var part in text.Split(" & ", StringSplitOptions.TrimEntries))
        {
            if (Test(part, scope) is not { } test)
            {
                return null;
            }

            tests.Add(test);
        }

        return new Condition([.. tests]);
    }

    private static ConditionTest? Test(string text, RowScope scope)
    {
        if (text.Length == 0)
        {
            scope.Fault("A condition is empty.", "Write a test such as Soort = 04, or take the guard away.");
            return null;
        }

        var (sign, op) = Array.Find(Operators, candidate => text.Contains(candidate.Text, StringComparison.Ordinal));
        if (sign is null)
        {
            var absent = text.StartsWith('!');
            var path = absent ? text[1..].Trim() : text;
            if (path.Contains('=') || path.Contains('<') || path.Contains('>'))
            {
                scope.Fault($"The condition {text} cannot be read.", "Put spaces around the operator.");
                return null;
            }

            return scope.Resolve(path) is { } only ? new(only, absent ? ConditionOperator.Absent : ConditionOperator.Present, [], null, false) : null;
        }

        var at = text.IndexOf(sign, StringComparison.Ordinal);
        var right = text[(at + sign.Length)..].Trim();
        return scope.Resolve(text[..at].Trim()) is { } left ? Compare(left, op, right, scope) : null;
    }

    private static ConditionTest? Compare(SlotRef left, ConditionOperator op, string right, RowScope scope)
    {
        if (right.StartsWith('{') && right.EndsWith('}'))
        {
            return scope.Resolve(right[1..^1]) is { } other ? new(left, op, [], other, false) : null;
        }

        if (op is ConditionOperator.Equal or ConditionOperator.NotEqual)
        {
            return new(left, op, right.Split(',', StringSplitOptions.TrimEntries), null, false);
        }

        if (right == "now")
        {
            return new(left, op, [], null, true);
        }

        scope.Fault($"This comparison is with {{path}} or with now, not with {right}.", "Write Einddatum < now or Einddatum < {Ingangsdatum}.");
        return null;
    }
}
