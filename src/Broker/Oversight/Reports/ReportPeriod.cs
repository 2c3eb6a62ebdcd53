using System.Globalization;

namespace ZioExchange.Broker.Oversight.Reports;

/// <summary>A calendar month or quarter to report on.</summary>
/// <param name="First">Its first Dutch day.</param>
/// <param name="Length">In months: 1 or 3.</param>
public sealed record ReportPeriod(DateOnly First, int Length)
{
    public DateOnly Last => First.AddMonths(Length).AddDays(-1);

    /// <summary>As yyyy-MM, in order.</summary>
    public IReadOnlyList<string> Months => [.. Enumerable.Range(0, Length).Select(month => First.AddMonths(month).ToString("yyyy-MM", CultureInfo.InvariantCulture))];

    public ReportPeriod Before => new(First.AddMonths(-Length), Length);

    /// <summary>The quarter that holds this period.</summary>
    public ReportPeriod Quarter => new(new DateOnly(First.Year, First.Month - ((First.Month - 1) % 3), 1), 3);

    /// <returns>Null for anything but yyyy-MM and yyyy-Q1 to yyyy-Q4.</returns>
    public static ReportPeriod? Parse(string text)
    {
        var isQuarter = text.Length == 7 && text[5] == 'Q' && text[6] is >= '1' and <= '4';
        var month = isQuarter ? string.Create(CultureInfo.InvariantCulture, $"{text[..5]}{((text[6] - '1') * 3) + 1:00}") : text;
        return DutchTime.TryDay(month + "-01", out var first) && first.Year is > 2000 and < 2200
            ? new ReportPeriod(first, isQuarter ? 3 : 1) : null;
    }

    public override string ToString() => Length == 1 ? Months[0] : string.Create(CultureInfo.InvariantCulture, $"{First.Year}-Q{((First.Month - 1) / 3) + 1}");
}
