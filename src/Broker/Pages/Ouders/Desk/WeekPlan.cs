using System.Text.Json;
using ZioExchange.Broker.Oversight;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>Reads from plans for care in school time who does what on which day of one week. Lessons are left out: they are no care.</summary>
public static class WeekPlan
{
    private const string InSchoolTime = "zorg-in-onderwijstijd";
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <param name="today">A day of the week that is meant.</param>
    /// <returns>Empty for any resource that is no such plan, or one that does not run in that week.</returns>
    public static IReadOnlyList<CareMoment> Read(ReadOnlyMemory<byte> resource, DateOnly today)
    {
        using var document = JsonDocument.Parse(resource);
        var plan = document.RootElement;
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        return Text(plan, "resourceType") == "CarePlan" && Text(plan, "status") == "active" && IsInSchoolTime(plan) && Runs(plan, monday, monday.AddDays(6))
            ? [.. Items(plan, "activity").SelectMany(activity => activity.TryGetProperty("detail", out var detail) ? Moments(detail) : [])]
            : [];
    }

    private static IEnumerable<CareMoment> Moments(JsonElement detail)
    {
        if (!detail.TryGetProperty("scheduledTiming", out var timing) || !timing.TryGetProperty("repeat", out var repeat))
        {
            yield break;
        }

        var hours = timing.TryGetProperty("code", out var code) ? Text(code, "text") : string.Empty;
        var who = string.Join("; ", Items(detail, "performer").Select(performer => Text(performer, "display")).Where(name => name.Length > 0));
        foreach (var day in Items(repeat, "dayOfWeek").Select(day => Array.IndexOf(Days, day.GetString())).Where(day => day >= 0))
        {
            yield return new CareMoment(day, hours, Text(detail, "description"), who);
        }
    }

    private static bool IsInSchoolTime(JsonElement plan) =>
        Items(plan, "category").SelectMany(category => Items(category, "coding")).Any(coding => Text(coding, "code") == InSchoolTime);

    private static bool Runs(JsonElement plan, DateOnly first, DateOnly last) =>
        !plan.TryGetProperty("period", out var period) || ((Day(period, "start") ?? first) <= last && (Day(period, "end") ?? last) >= first);

    private static DateOnly? Day(JsonElement period, string end) =>
        DutchTime.TryDay(Text(period, end) is { Length: >= 10 } text ? text[..10] : null, out var day) ? day : null;

    private static List<JsonElement> Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var items) && items.ValueKind is JsonValueKind.Array ? [.. items.EnumerateArray()] : [];

    private static string Text(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String ? text.GetString()! : string.Empty;
}
