using System.Text.Json.Nodes;

namespace ZioExchange.Broker.Sandbox.Documents;

/// <summary>Timetable with its hours of care, and presence in those hours over the last two weeks.</summary>
internal static class SchoolTimetable
{
    private static readonly string[] Weekdays = ["ma", "di", "wo", "do", "vr"];

    public static JsonObject Timetable(SandboxCalendar calendar, SandboxChild child)
    {
        var hours = Weekdays.Select(day => Hour($"les-{day}", day, "08:30", "09:00", "kring en dagstart", "groepslokaal", false))
            .Concat(Weekdays.Select(day => Hour($"mid-{day}", day, "11:30", "12:00", "lezen", "groepslokaal", false)))
            .Concat(CareMoment.Of(child).Select(moment => Hour($"zorg-{moment.Id}", moment.Weekday, moment.Start, moment.End, "zorguur", SchoolText.Room, true)));

        var timetable = RecordParts.Period(calendar.YearStart, calendar.YearEnd);
        timetable["lessen"] = new JsonArray([.. hours]);
        return timetable;
    }

    public static JsonArray Presence(SandboxCalendar calendar, SandboxChild child) => new(
        [.. Enumerable.Range(1, 10).Select(back => calendar.Today.WorkingDaysBefore(back)).Reverse()
            .SelectMany(day => CareMoment.Of(child)
                .Where(moment => Array.IndexOf(Weekdays, moment.Weekday) == (int)day.DayOfWeek - 1)
                .Select(moment => Present(day, moment, child)))]);

    private static JsonObject Present(DateOnly day, CareMoment moment, SandboxChild child) => new JsonObject
    {
        ["datum"] = day.Iso(),
        ["lesId"] = $"zorg-{moment.Id}",
        ["status"] = (day.DayNumber + child.Reference.Length) % 7 == 0 ? "afwezig" : "aanwezig",
    };

    private static JsonObject Hour(string id, string day, string start, string end, string subject, string room, bool care) => new JsonObject
    {
        ["id"] = id,
        ["weekdag"] = day,
        ["begin"] = start,
        ["einde"] = end,
        ["vak"] = subject,
        ["locatie"] = room,
        ["zorguur"] = care,
    };
}
