using ZioExchange.Adapters.Mapping.Conversions;
using ZioExchange.Adapters.Mapping.Plans;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>Tells whether conditions hold. What cannot be compared does not hold.</summary>
internal static class ConditionRunner
{
    /// <summary>Whether the condition of a declared guard holds; where one record told a secret (#one-child), that of every guard that hides one.</summary>
    public static bool Holds(GuardKind kind, Condition condition, RowRun run)
    {
        var holds = Holds(condition, run);
        return kind is GuardKind.Suppress or GuardKind.Restrict ? run.TakeSecret(holds) : holds;
    }

    public static bool Holds(Condition condition, RowRun run)
    {
        foreach (var test in condition.Tests)
        {
            if (!Holds(test, run))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Holds(ConditionTest test, RowRun run)
    {
        var isThere = run.TryGet(test.Left, out var left);
        if (test.Operator <= ConditionOperator.Absent || !isThere)
        {
            return test.Operator == (isThere ? ConditionOperator.Present : ConditionOperator.Absent);
        }

        if (test.Values.Length > 0)
        {
            return Among(test.Values, left.Span) == (test.Operator == ConditionOperator.Equal);
        }

        ReadOnlyMemory<char> right;
        if (test.WithNow)
        {
            if (run.Now is not { } now)
            {
                return false;
            }

            right = DutchDates.Iso(now).AsMemory();
        }
        else if (!run.TryGet(test.Right!.Value, out right))
        {
            return false;
        }

        return test.Operator switch
        {
            ConditionOperator.Equal => left.Span.SequenceEqual(right.Span),
            ConditionOperator.NotEqual => !left.Span.SequenceEqual(right.Span),
            _ => Order(left, right) is { } order && test.Operator switch
            {
                ConditionOperator.Less => order < 0,
                ConditionOperator.LessOrEqual => order <= 0,
                ConditionOperator.Greater => order > 0,
                _ => order >= 0,
            },
        };
    }

    private static bool Among(string[] values, ReadOnlySpan<char> text)
    {
        foreach (var value in values)
        {
            if (text.SequenceEqual(value))
            {
                return true;
            }
        }

        return false;
    }

    private static int? Order(ReadOnlyMemory<char> left, ReadOnlyMemory<char> right)
    {
        if (DutchDates.TryDay(left, out var day) && DutchDates.TryDay(right, out var other))
        {
            return day.CompareTo(other);
        }

        return NumberConversion.TryDecimal(left.Span, comma: false, out var number) && NumberConversion.TryDecimal(right.Span, comma: false, out var second)
            ? number.CompareTo(second)
            : null;
    }
}
