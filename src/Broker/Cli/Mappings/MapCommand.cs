using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using ZioExchange.Adapters.Mapping;

namespace ZioExchange.Broker.Cli.Mappings;

/// <summary>Reads the arguments of <c>map SOURCE FILE [--categories A,B] [--report FILE] [--now DATE]</c>.</summary>
internal static class MapCommand
{
    /// <param name="catalogue">Read only when there is something to map.</param>
    public static Command Command(Func<MappingCatalogue> catalogue, Stream input, Stream output, TextWriter messages)
    {
        var source = new Argument<string>("SOURCE") { Description = "oso, school, swv, ijw, iwlz, aanbieder, or a dialect (zio mappings list)" };
        var file = new Argument<string>("FILE") { Description = "the document, or - for standard input" };
        var categories = new Option<string?>("--categories") { Description = "data categories, with commas between; without it all" };
        var report = new Option<string?>("--report") { Description = "write which elements were used, ignored and forgotten to this file" };
        var now = new Option<DateOnly?>("--now") { Description = "the day on which to map, such as 2026-11-24; without it nothing depends on the clock", CustomParser = Day };
        var command = new Command("map", "map one source document to a FHIR Bundle; fetches nothing, needs no database") { source, file, categories, report, now };
        command.Validators.Add(result =>
        {
            // An option that does not exist would be taken for a name.
            if (result.GetResult(file) is { Tokens: [{ Value: ['-', _, ..] name }] })
            {
                result.AddError($"There is no option {name}.");
            }
        });
        command.SetAction(parsed => MapVerb.Run(
            new MapOptions(
                parsed.GetRequiredValue(source),
                parsed.GetRequiredValue(file),
                parsed.GetValue(categories)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                parsed.GetValue(report),
                parsed.GetValue(now)),
            catalogue(), input, output, messages));
        return command;
    }

    /// <summary>A date, or an instant, of which the day as written counts.</summary>
    private static DateOnly? Day(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || (text.Length > 10 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)))
        {
            return day;
        }

        result.AddError($"'{text}' is no date; write 2026-11-24.");
        return null;
    }
}
