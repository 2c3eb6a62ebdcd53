using Microsoft.AspNetCore.Html;
using ZioExchange.Broker.Oversight.Tally;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht.Charts;

/// <summary>Decisions per day as bars: permitted, refused, break-glass. The same numbers stand in a table under it.</summary>
public static class DayChart
{
    private const int Height = 240;
    private const int Bottom = 28;

    public static IHtmlContent Of(IReadOnlyList<DayCount> days, PageWords words)
    {
        if (days.Count == 0)
        {
            return HtmlString.Empty;
        }

        var top = NiceTop(days.Max(day => day.All));
        var svg = new Svg("dagen", words["toezicht.chart-title"], Describe(days, words), DayAxis.Width, Height);
        for (var step = 0; step <= 4; step++)
        {
            DayAxis.Mark(svg, Y(top * step / 4d, top), (top * step / 4).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        var axis = new DayAxis(days[0].Day, days.Count);
        for (var i = 0; i < days.Count; i++)
        {
            Bar(svg, axis.At(i) + (axis.Slot * 0.15), axis.Slot * 0.7, days[i], top);
        }

        axis.Name(svg, Height - 8);
        return new HtmlString(svg.ToString());
    }

    /// <summary>In words what the picture shows: total and, where there was anything, the highest day.</summary>
    public static string Describe(IReadOnlyList<DayCount> days, PageWords words)
    {
        var busiest = days.MaxBy(day => day.All)!;
        var refused = days.MaxBy(day => day.Refused)!;
        var text = words["toezicht.chart-text", days.Sum(day => day.Permitted), days.Sum(day => day.Refused), days.Sum(day => day.BreakGlass)];
        if (busiest.All > 0)
        {
            text += " " + words["toezicht.chart-busiest", words.Date(busiest.Day), busiest.All];
        }

        return refused.Refused > 0 ? text + " " + words["toezicht.chart-refused", words.Date(refused.Day), refused.Refused] : text;
    }

    private static void Bar(Svg svg, double x, double width, DayCount day, long top)
    {
        var at = 0L;
        foreach (var (count, sort) in new[] { (day.Permitted, "toezicht-permitted"), (day.Refused, "toezicht-refused"), (day.BreakGlass, "toezicht-broken") })
        {
            if (count > 0)
            {
                svg.Rect(x, Y(at + count, top), width, Y(at, top) - Y(at + count, top), sort);
                at += count;
            }
        }
    }

    private static double Y(double value, long top) => Height - Bottom - (value / top * (Height - Bottom - 12));

    private static long NiceTop(long most)
    {
        var unit = 4L;
        while (unit < most)
        {
            unit = unit < most / 5 ? unit * 5 : unit * 2;
        }

        return unit;
    }
}
