using System.Globalization;
using System.Text.Json;
using ZioExchange.Broker.Oversight;
using ZioExchange.Broker.Pages.Words;

namespace ZioExchange.Broker.Pages.Ouders.Desk;

/// <summary>Reads a resource out loud: each element as one line, codes by their names, days in words. Technical parts (ids, references, systems) are left out.</summary>
public sealed class ReadableResource(PageWords words)
{
    private static readonly HashSet<string> Technical = new(StringComparer.Ordinal)
    {
        "resourceType", "id", "meta", "identifier", "status", "intent", "subject", "patient", "beneficiary", "reference", "system", "use", "url", "lifecycleStatus",
    };

    private static readonly string[] PeriodEnds = ["start", "end"];

    /// <param name="masked">
    /// For a reader who may not learn where the child is (R-SAFE-1): names from code lists, days and amounts alone. Free text, names of
    /// organisations and hours of the day can tell a place, so they are not read at all.
    /// </param>
    /// <returns>Null when nothing in it is for people.</returns>
    public KnownThing? Read(ReadOnlyMemory<byte> resource, bool masked = false)
    {
        using var document = JsonDocument.Parse(resource);
        var kind = document.RootElement.GetProperty("resourceType").GetString()!;
        var lines = new List<(string, string)>();
        foreach (var element in document.RootElement.EnumerateObject().Where(element => !IsTechnical(element.Name) && !(masked && IsPlace(element.Name))))
        {
            var text = masked ? Unlocated(element.Value) : Text(element.Value);
            if (text.Length > 0)
            {
                lines.Add((element.Name.StartsWith("value", StringComparison.Ordinal) ? "value" : element.Name, text));
            }
        }

        return lines.Count > 0 ? new KnownThing(kind, lines) : null;
    }

    private string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Words(value.GetString()!),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => words["ouders-bekend.yes"],
        JsonValueKind.False => words["ouders-bekend.no"],
        JsonValueKind.Array => string.Join("; ", value.EnumerateArray().Select(Text).Where(text => text.Length > 0).Distinct()),
        JsonValueKind.Object => Composite(value),
        _ => string.Empty,
    };

    // Only what comes out of a code list has a display inside a coding; a naming system numbers organisations and places.
    private string Unlocated(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when DutchTime.TryDay(value.GetString(), out var day) => words.Date(day),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => words["ouders-bekend.yes"],
        JsonValueKind.False => words["ouders-bekend.no"],
        JsonValueKind.Array => string.Join("; ", value.EnumerateArray().Select(Unlocated).Where(text => text.Length > 0).Distinct()),
        JsonValueKind.Object when value.TryGetProperty("coding", out var coding) => Unlocated(coding),
        JsonValueKind.Object when value.TryGetProperty("display", out var display) =>
            value.TryGetProperty("code", out _) && value.TryGetProperty("system", out var system) && !system.GetString()!.Contains("/NamingSystem/", StringComparison.Ordinal) ? Text(display) : string.Empty,
        JsonValueKind.Object => string.Join(", ", value.EnumerateObject().Where(part => !IsTechnical(part.Name) && !IsPlace(part.Name)).Select(part => Unlocated(part.Value)).Where(text => text.Length > 0)),
        _ => string.Empty,
    };

    private static bool IsPlace(string name) => name is "address" or "telecom" or "location" or "position" or "district" or "repeat" or "dayOfWeek" or "timeOfDay";

    private string Composite(JsonElement value)
    {
        if (value.TryGetProperty("coding", out var coding))
        {
            return value.TryGetProperty("text", out var text) ? Text(text) : Text(coding);
        }

        if (value.TryGetProperty("display", out var display))
        {
            return Text(display);
        }

        if (value.TryGetProperty("system", out _) && value.TryGetProperty("code", out var code) && !value.TryGetProperty("value", out _))
        {
            return Text(code);
        }

        if (value.TryGetProperty("start", out _) || value.TryGetProperty("end", out _))
        {
            return string.Join(" - ", PeriodEnds.Select(end => value.TryGetProperty(end, out var day) ? Text(day) : "").Where(day => day.Length > 0));
        }

        return string.Join(", ", value.EnumerateObject().Where(part => !IsTechnical(part.Name) && !(part.Name == "code" && value.TryGetProperty("unit", out _)))
            .Select(part => Text(part.Value)).Where(text => text.Length > 0));
    }

    private string Words(string text) =>
        DutchTime.TryDay(text, out var day) ? words.Date(day)
        : text.Length > 18 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var instant) ? words.Date(Consent.Vocabulary.DutchCalendar.DayOf(instant))
        : text;

    // Names with an underscore carry how something was coded, never something new.
    private static bool IsTechnical(string name) => name.StartsWith('_') || Technical.Contains(name);
}
