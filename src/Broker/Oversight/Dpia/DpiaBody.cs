namespace ZioExchange.Broker.Oversight.Dpia;

/// <summary>What a DPIA describes (AVG art. 35 lid 7): the activities, their size, and what is open. Codes only, so that it reads in each language.</summary>
public sealed record DpiaBody(string PolicyVersion, IReadOnlyList<DpiaLine> Lines, IReadOnlyList<OpenRisk> Risks)
{
    /// <summary>Rows, by id, that stand in one of the two and not in the other, or stand there otherwise; volumes do not count.</summary>
    public IReadOnlyList<string> DiffersFrom(DpiaBody other) =>
        [.. Lines.Select(Key).Concat(other.Lines.Select(Key)).GroupBy(key => key, StringComparer.Ordinal).Where(same => same.Count() == 1).Select(same => same.Key.Split('|')[0]).Distinct().Order(StringComparer.Ordinal)];

    private static string Key(DpiaLine line) => $"{line.Row}|{line.Purpose}|{line.Source}|{line.Recipient}|{string.Join(' ', line.Categories)}|{line.Basis}|{line.Avg}";
}
