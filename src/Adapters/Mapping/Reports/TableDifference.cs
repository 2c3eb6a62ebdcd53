namespace ZioExchange.Adapters.Mapping.Reports;

/// <summary>What changed tables would release more or less, per category. A change of category is both.</summary>
public static class TableDifference
{
    /// <summary>Lines <c>+ CATEGORY dialect RULE target</c> and <c>- …</c> by category, and <c>~</c> for rows that release the same otherwise.</summary>
    public static IReadOnlyList<string> Between(MappingCatalogue old, MappingCatalogue changed)
    {
        ArgumentNullException.ThrowIfNull(old);
        ArgumentNullException.ThrowIfNull(changed);
        var (before, after) = (Released(old), Released(changed));
        var lines = new List<(string Category, string Sign, string Text)>();
        foreach (var (key, row) in before.Where(pair => !after.ContainsKey(pair.Key)))
        {
            lines.Add((row.Category, "-", row.Text));
        }

        foreach (var (key, row) in after)
        {
            if (!before.TryGetValue(key, out var was))
            {
                lines.Add((row.Category, "+", row.Text));
            }
            else if (was.How != row.How)
            {
                lines.Add((row.Category, "~", $"{row.Text}: {was.How} -> {row.How}"));
            }
        }

        return [.. lines.OrderBy(line => line.Category, StringComparer.Ordinal).ThenBy(line => line.Text, StringComparer.Ordinal)
            .Select(line => $"{line.Sign} {line.Category} {line.Text}")];
    }

    private static Dictionary<string, (string Category, string Text, string How)> Released(MappingCatalogue catalogue)
    {
        var rows = new Dictionary<string, (string, string, string)>(StringComparer.Ordinal);
        foreach (var plan in catalogue.Plans)
        {
            foreach (var row in plan.Rows.Where(row => row.IsContent))
            {
                var from = $"{row.Row.Context} {row.Row.Source}";
                var guards = string.Join(" & ", row.Guards.Select(guard => $"{guard.Kind} {guard.Text}".Trim()));
                rows.TryAdd(
                    $"{plan.Dialect}|{row.Row.Category}|{from}|{row.Row.Target}",
                    (row.Row.Category, $"{plan.Dialect} {row.Rule} {from} -> {row.Row.Target}", $"{row.Row.Conversion} {row.Row.CodeMap} {guards}".Trim()));
            }
        }

        return rows;
    }
}
