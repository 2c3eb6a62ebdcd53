using System.Globalization;
using System.Text.RegularExpressions;
using ZioExchange.Broker.Audit;
using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Oversight.Search;

/// <summary>Reads a search from the address: fields of the form and qualifiers of the box, such as <c>actie:geweigerd sinds:2026-11-01</c>. The box wins.</summary>
public static partial class SearchReader
{
    private const int LongestBox = 400;
    private const int DefaultDays = 30;
    private const int MostDays = 366;

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal) { ["sinds"] = "van", ["tot-en-met"] = "tot", ["soort"] = "actie", ["rij"] = "rij", ["key"] = "sleutel", ["kid"] = "sleutel" };

    private static readonly HashSet<string> Known = ["van", "tot", "organisatie", "actie", "uitkomst", "doel", "medewerker", "kind", "rij", "reden", "trace", "sleutel"];

    /// <param name="fields">The parameters of the address by name; <c>q</c> is the box.</param>
    /// <param name="today">The Dutch day, from which the last 30 days are counted.</param>
    /// <param name="faults">Keys of words for what cannot be read, with the part at fault; the search then leaves those parts out.</param>
    public static LogSearch Read(IReadOnlyDictionary<string, string?> fields, DateOnly today, out IReadOnlyList<(string Key, string Part)> faults)
    {
        var found = new List<(string, string)>();
        var parts = fields.Where(field => Known.Contains(field.Key) && !string.IsNullOrWhiteSpace(field.Value)).ToDictionary(field => field.Key, field => field.Value!.Trim(), StringComparer.Ordinal);
        foreach (var (name, value) in Box(fields.GetValueOrDefault("q"), found))
        {
            parts[name] = value;
        }

        foreach (var (name, value) in parts.ToList())
        {
            if (LooksLikeBsn(value) || value.Length > 120)
            {
                found.Add((LooksLikeBsn(value) ? "fault-bsn" : "fault-long", name));
                parts.Remove(name);
            }
        }

        var until = Day(parts, "tot", found) ?? today;
        var from = Day(parts, "van", found) ?? until.AddDays(-(DefaultDays - 1));
        if (from > until || until.DayNumber - from.DayNumber >= MostDays)
        {
            found.Add(("fault-period", "van"));
            from = until.AddDays(-(DefaultDays - 1));
        }

        faults = found;
        return new LogSearch
        {
            From = from,
            Until = until,
            Organisation = parts.GetValueOrDefault("organisatie"),
            Act = Word(parts, "actie", SearchWords.Acts, found),
            Outcome = Word(parts, "uitkomst", SearchWords.Outcomes, found) is { } outcome ? SearchWords.OutcomeOf(outcome) : null,
            Purpose = parts.GetValueOrDefault("doel")?.ToUpperInvariant(),
            Employee = parts.GetValueOrDefault("medewerker"),
            Child = parts.GetValueOrDefault("kind")?.ToUpperInvariant(),
            Row = parts.GetValueOrDefault("rij")?.ToUpperInvariant(),
            Reason = parts.GetValueOrDefault("reden")?.ToUpperInvariant(),
            TraceId = parts.GetValueOrDefault("trace"),
            Key = parts.GetValueOrDefault("sleutel"),
            After = LogCursor.TryParse(fields.GetValueOrDefault("na"), out var after) ? after : null,
        };
    }

    /// <summary>Nine digits in a row, with or without dots, that pass the elfproef. Officers search a child through the form that posts.</summary>
    public static bool LooksLikeBsn(string text) => NineDigits().Matches(text).Any(match => Bsn.TryParse(match.Value.Replace(".", "", StringComparison.Ordinal), out _));

    private static IEnumerable<(string Name, string Value)> Box(string? text, List<(string, string)> faults)
    {
        foreach (var token in (text ?? "")[..Math.Min(LongestBox, text?.Length ?? 0)].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = token.IndexOf(':', StringComparison.Ordinal);
            var name = colon > 0 ? token[..colon].ToLowerInvariant() : "";
            name = Names.GetValueOrDefault(name, name);
            if (LooksLikeBsn(token))
            {
                faults.Add(("fault-bsn", "q"));
            }
            else if (colon > 0 && colon < token.Length - 1 && Known.Contains(name))
            {
                yield return (name, token[(colon + 1)..]);
            }
            else
            {
                faults.Add(("fault-qualifier", token.Length > 40 ? token[..40] : token));
            }
        }
    }

    private static DateOnly? Day(Dictionary<string, string> parts, string name, List<(string, string)> faults)
    {
        if (!parts.TryGetValue(name, out var text))
        {
            return null;
        }

        string[] forms = ["yyyy-MM-dd", "d-M-yyyy", "dd-MM-yyyy"];
        if (DateOnly.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 2200)
        {
            return day;
        }

        faults.Add(("fault-day", name));
        return null;
    }

    private static string? Word(Dictionary<string, string> parts, string name, IReadOnlyList<string> allowed, List<(string, string)> faults)
    {
        if (!parts.TryGetValue(name, out var word))
        {
            return null;
        }

        var lower = word.ToLowerInvariant();
        if (allowed.Contains(lower))
        {
            return lower;
        }

        faults.Add(("fault-word", name));
        return null;
    }

    [GeneratedRegex(@"(?<!\d)(\d{9}|\d{4}\.\d{2}\.\d{3}|\d{3}\.\d{3}\.\d{3})(?!\d)")]
    private static partial Regex NineDigits();
}
