namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary>The cell <c>conversion</c> in its parts: name, arguments, guards.</summary>
internal sealed record ConversionText(string Name, string? Arguments, IReadOnlyList<(bool When, string Condition)> Guards)
{
    /// <summary>Null when the brackets do not match or a guard is no guard.</summary>
    public static ConversionText? Parse(string cell)
    {
        var guards = new List<(bool, string)>();
        cell = cell.StartsWith('|') ? "text " + cell : cell;
        for (var at = LastGuard(cell); at >= 0; at = LastGuard(cell))
        {
            var guard = cell[(at + 3)..].Trim();
            if (!guard.EndsWith(')'))
            {
                return null;
            }

            var when = guard.StartsWith("when(", StringComparison.Ordinal);
            guards.Insert(0, (when, guard[(when ? 5 : 7)..^1].Trim()));
            cell = cell[..at].Trim();
        }

        var open = cell.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
        {
            return cell.AsSpan().IndexOfAny(" |){}") >= 0 ? null : new(cell.Length == 0 ? "text" : cell, null, guards);
        }

        return cell.EndsWith(')') ? new(cell[..open].Trim(), cell[(open + 1)..^1], guards) : null;
    }

    private static int LastGuard(string cell) => Math.Max(
        cell.LastIndexOf(" | when(", StringComparison.Ordinal), cell.LastIndexOf(" | unless(", StringComparison.Ordinal));
}
