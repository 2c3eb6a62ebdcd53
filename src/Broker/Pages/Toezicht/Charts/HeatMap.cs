using Microsoft.AspNetCore.Html;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht.Charts;

/// <summary>Decisions per weekday and hour of the Dutch clock; darker is more. The same numbers stand in a table under it.</summary>
public static class HeatMap
{
    private const int Cell = 36;
    private const int Left = 100;
    private const int Top = 24;
    private const int Steps = 5;

    public static IHtmlContent Of(IReadOnlyList<IReadOnlyList<long>> heat, PageWords words)
    {
        var most = Math.Max(1, heat.Max(day => day.Max()));
        var (day, hour) = Enumerable.Range(0, 7).SelectMany(d => Enumerable.Range(0, 24).Select(h => (d, h))).MaxBy(at => heat[at.d][at.h]);
        var svg = new Svg("uren", words["toezicht.heat-title"], words["toezicht.heat-text", Weekday(words, day), hour, heat[day][hour]], Left + (24 * Cell), Top + (7 * Cell));
        for (var h = 0; h < 24; h += 2)
        {
            svg.Text(Left + (h * Cell) + (Cell / 2), 16, "middle", h.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        for (var d = 0; d < 7; d++)
        {
            svg.Text(Left - 8, Top + (d * Cell) + 23, "end", Weekday(words, d));
            for (var h = 0; h < 24; h++)
            {
                var step = heat[d][h] == 0 ? 0 : 1 + (int)((heat[d][h] - 1) * Steps / most);
                svg.Rect(Left + (h * Cell) + 1, Top + (d * Cell) + 1, Cell - 2, Cell - 2, $"toezicht-heat-{Math.Min(step, Steps)}");
            }
        }

        return new HtmlString(svg.ToString());
    }

    public static string Weekday(PageWords words, int day) => words["toezicht.weekdays"].Split(' ')[day];
}
