using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ZioExchange.Broker.Cli.Mappings;

/// <summary>The arguments of <c>zio map SOURCE FILE [--categories A,B] [--report FILE] [--now DATE]</c>.</summary>
internal sealed record MapOptions(string Source, string File, IReadOnlyList<string>? Categories, string? Report, DateOnly? Now)
{
    public const string Usage = "zio map SOURCE FILE [--categories A,B] [--report FILE] [--now DATE]";

    public static bool TryParse(IReadOnlyList<string> args, [NotNullWhen(true)] out MapOptions? options, out string fault)
    {
        (options, fault) = (null, "");
        var names = new List<string>();
        IReadOnlyList<string>? categories = null;
        string? report = null;
        DateOnly? now = null;
        for (var at = 0; at < args.Count; at++)
        {
            if (args[at] is not ("--categories" or "--report" or "--now"))
            {
                names.Add(args[at]);
                continue;
            }

            var (name, value) = (args[at], at + 1 < args.Count ? args[++at] : "");
            if (value.Length == 0)
            {
                fault = $"{name} needs a value.";
                return false;
            }

            if (name == "--categories")
            {
                categories = value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            }
            else if (name == "--report")
            {
                report = value;
            }
            else if (TryDay(value, out var day))
            {
                now = day;
            }
            else
            {
                fault = $"'{value}' is no date; write 2026-11-24.";
                return false;
            }
        }

        if (names.Count != 2 || names.Exists(name => name.Length > 1 && name.StartsWith('-')))
        {
            fault = "Name one source and one file.";
            return false;
        }

        options = new(names[0], names[1], categories, report, now);
        return true;
    }

    /// <summary>A date, or an instant, of which the day as written counts.</summary>
    private static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
        || (text.Length > 10 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day));
}
