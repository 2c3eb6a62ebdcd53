using System.Text;

namespace ZioExchange.Adapters.Mapping.Tables;

/// <summary>Splits semicolon-separated text into rows with their line numbers. A quoted cell may hold separators and line ends (RFC 4180 with a semicolon).</summary>
internal static class CsvRows
{
    /// <exception cref="FormatException">A quoted cell is not closed, or text follows a closing quote; the message names the line.</exception>
    public static IEnumerable<(int Line, List<string> Cells)> Read(string text)
    {
        var at = text.StartsWith('\uFEFF') ? 1 : 0;
        var line = 1;
        while (at < text.Length)
        {
            var first = line;
            var cells = new List<string>();
            do
            {
                cells.Add(Cell(text, ref at, ref line));
            }
            while (at < text.Length && text[at++] == ';');

            if (at > 0 && text[at - 1] == '\r' && at < text.Length && text[at] == '\n')
            {
                at++;
            }

            line++;
            if (cells.Exists(cell => cell.Length > 0))
            {
                yield return (first, cells);
            }
        }
    }

    private static string Cell(string text, ref int at, ref int line)
    {
        if (at >= text.Length || text[at] != '"')
        {
            var from = at;
            while (at < text.Length && text[at] is not (';' or '\r' or '\n'))
            {
                at++;
            }

            return text[from..at].Trim();
        }

        return Quoted(text, ref at, ref line);
    }

    private static string Quoted(string text, ref int at, ref int line)
    {
        var opened = line;
        var cell = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                line += text[at] == '\n' ? 1 : 0;
                cell.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                cell.Append('"');
                at++;
            }
            else
            {
                at++;
                return at >= text.Length || text[at] is ';' or '\r' or '\n'
                    ? cell.ToString().Trim()
                    : throw new FormatException($"{line}:Text follows the closing quote of a cell.");
            }
        }

        throw new FormatException($"{opened}:A quoted cell is not closed.");
    }
}
