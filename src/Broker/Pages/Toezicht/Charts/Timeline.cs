using System.Globalization;
using Microsoft.AspNetCore.Html;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Oversight.Search;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Toezicht.Charts;

/// <summary>Each entry of a list at its day and its hour of the Dutch clock. The list itself stands under it as a table.</summary>
public static class Timeline
{
    private const int Top = 12;
    private const int Hour = 10;
    private const int Mark = 8;

    public static IHtmlContent Of(IReadOnlyList<EntryLine> lines, DateOnly from, DateOnly until, PageWords words)
    {
        if (lines.Count == 0)
        {
            return HtmlString.Empty;
        }

        var days = new DayAxis(from, until.DayNumber - from.DayNumber + 1);
        var marks = lines.SelectMany(line => line.Same.Select(same => same.Moment).Append(line.Moment).Select(moment => (At: DutchTime.Of(moment), line.Act))).OrderBy(mark => mark.At).ToList();
        var (first, last) = (marks.MinBy(mark => mark.At.TimeOfDay).At, marks.MaxBy(mark => mark.At.TimeOfDay).At);
        var svg = new Svg(
            "tijdlijn", words["toezicht.timeline-title"],
            words["toezicht.timeline-text", marks.Count, words.Date(DutchTime.DayOf(marks[0].At)), words.Date(DutchTime.DayOf(marks[^1].At)), Clock(first), Clock(last)], DayAxis.Width, Top + (24 * Hour) + 28);
        for (var hour = 0; hour <= 24; hour += 6)
        {
            DayAxis.Mark(svg, Top + (hour * Hour), hour.ToString("00", CultureInfo.InvariantCulture));
        }

        days.Name(svg, Top + (24 * Hour) + 20);
        foreach (var (at, act) in marks)
        {
            var day = DateOnly.FromDateTime(at.DateTime).DayNumber - from.DayNumber;
            svg.Rect(days.At(day) + ((days.Slot - Mark) / 2), Top + (at.TimeOfDay.TotalHours * Hour) - (Mark / 2d), Mark, Mark, ClassOf(act));
        }

        return new HtmlString(svg.ToString());
    }

    private static string Clock(DateTimeOffset at) => at.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string ClassOf(string act) => act switch
    {
        "act-refused" => "toezicht-refused",
        "act-broken" => "toezicht-broken",
        _ => "toezicht-permitted",
    };
}
