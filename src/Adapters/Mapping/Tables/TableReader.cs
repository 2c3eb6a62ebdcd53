using System.Globalization;

namespace ZioExchange.Adapters.Mapping.Tables;

/// <summary>Reads the rows of one CSV file. What the cells mean is checked later.</summary>
internal static class TableReader
{
    private const string Head = "rule;category;context;source;target;conversion;codemap;required;note";

    public static List<MappingRow> Read(string file, string text, FaultList faults)
    {
        var rows = new List<MappingRow>();
        try
        {
            ReadRows(file, text, rows, faults);
        }
        catch (FormatException fault)
        {
            var parts = fault.Message.Split(':', 2);
            faults.Add(file, int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], "Put the whole cell between double quotes and double the quotes inside.");
        }

        return rows;
    }

    private static void ReadRows(string file, string text, List<MappingRow> rows, FaultList faults)
    {
        var headSeen = false;
        foreach (var (line, cells) in CsvRows.Read(text))
        {
            if (!headSeen)
            {
                headSeen = true;
                if (string.Join(';', cells) != Head)
                {
                    faults.Add(file, line, "The head of the table is not the expected one.", $"Make the first row: {Head}");
                    return;
                }

                continue;
            }

            if (cells[0].StartsWith("##", StringComparison.Ordinal))
            {
                continue;
            }

            while (cells.Count > 9 && cells[^1].Length == 0)
            {
                cells.RemoveAt(cells.Count - 1);
            }

            if (cells.Count > 9)
            {
                faults.Add(file, line, $"The row has {cells.Count} cells; a table has 9 columns.", "Put a cell that holds a semicolon between double quotes.");
                continue;
            }

            while (cells.Count < 9)
            {
                cells.Add("");
            }

            rows.Add(new(file, line, cells[0], cells[1], cells[2], cells[3], cells[4], cells[5], cells[6], cells[7], cells[8]));
        }

        if (!headSeen)
        {
            faults.Add(file, 1, "The table is empty.", $"Make the first row: {Head}");
        }
    }
}
