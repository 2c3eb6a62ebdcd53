namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>A guard that rows of a context have in common: its condition is tested once for all of them, before they run.</summary>
internal sealed class SharedGuard
{
    private readonly ulong[] _rows;
    private readonly Guard _guard;
    private readonly RowPlan _first;

    private SharedGuard(IReadOnlyList<(RowPlan Row, int At, Guard Guard)> same, int words)
    {
        (_first, _guard, _rows) = (same[0].Row, same[0].Guard, new ulong[words]);
        foreach (var (_, at, _) in same)
        {
            DueRows.Set(_rows, at);
        }
    }

    public Condition Condition => _guard.Condition;

    public GuardKind Kind => _guard.Kind;

    public bool MustHold => _guard.Kind == GuardKind.When;

    /// <summary>The resource that is marked when this stops its rows; null when nothing secret is left out.</summary>
    public InstancePlan? Marks => _guard.Kind == GuardKind.Suppress ? _first.Instance : null;

    /// <summary>Those that hide a secret first, because they say so whatever else stops the row; then those with most rows.</summary>
    public static SharedGuard[] Among(RowPlan[] rows) =>
    [
        .. rows.SelectMany((row, at) => IsShareable(row) ? row.Guards.Select(guard => (Row: row, At: at, Guard: guard)) : [])
            .GroupBy(one => Sense(one.Row, one.Guard), StringComparer.Ordinal)
            .Where(same => same.First().Guard.Kind == GuardKind.Suppress || same.Select(one => one.At).Distinct().Skip(1).Any())
            .OrderByDescending(same => same.First().Guard.Kind == GuardKind.Suppress)
            .ThenByDescending(same => same.Count())
            .Select(same => new SharedGuard([.. same], (rows.Length + 63) / 64)),
    ];

    /// <summary>False for a row with a guard that comes before one that hides a secret.</summary>
    public static bool IsShareable(RowPlan row) =>
        !row.Guards.SkipWhile(guard => guard.Kind == GuardKind.Suppress).Any(guard => guard.Kind == GuardKind.Suppress);

    /// <summary>Whether this stands for a guard of a row.</summary>
    public bool Covers(RowPlan row, int at, Guard guard) =>
        (_rows[at / 64] & (1UL << (at % 64))) != 0 && Sense(row, guard) == Sense(_first, _guard);

    /// <summary>Whether any of these rows has it.</summary>
    public bool Touches(ReadOnlySpan<ulong> due)
    {
        for (var word = 0; word < _rows.Length; word++)
        {
            if ((due[word] & _rows[word]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes its rows out.</summary>
    public void Remove(Span<ulong> due)
    {
        for (var word = 0; word < _rows.Length; word++)
        {
            due[word] &= ~_rows[word];
        }
    }

    /// <summary>Equal for guards that always do the same in the same element.</summary>
    private static string Sense(RowPlan row, Guard guard)
    {
        var tests = guard.Condition.Tests.Select(test => $"{test.Left} {test.Operator} {string.Join('\u001F', test.Values)} {test.Right} {test.WithNow}");
        var kind = guard.Kind == GuardKind.Suppress ? row.Instance!.Key : guard.Kind == GuardKind.When ? "+" : "-";
        return $"{kind} {string.Join(" & ", tests)}";
    }
}
