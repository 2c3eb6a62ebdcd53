using System.Globalization;
using ZioExchange.Adapters.Mapping.Plans;
using ZioExchange.Adapters.Mapping.Values;

namespace ZioExchange.Adapters.Mapping.Conversions;

/// <summary>The closed set of conversions, by the name that tables use.</summary>
internal static class ConversionFactory
{
    /// <summary>Names that are no conversions but say something about the row.</summary>
    public static bool IsStructural(string name) => name is "ignore" or "present";

    /// <summary>Null when there is no such conversion or its arguments are wrong; the scope has been told.</summary>
    public static Conversion? Create(ConversionText text, RowScope scope)
    {
        var args = text.Arguments ?? "";
        var made = text.Name switch
        {
            "template" => Template.Parse(args, scope) is { } template ? new TemplateConversion(template) : NoConversion.Instance,
            "coding" or "identifier" or "logical" => WithSystem(text.Name, args, scope),
            "const" when args.Length > 0 => new ConstConversion(args),
            "join" => new JoinConversion(args, needsAll: false),
            "strip" when args.Length > 0 => new TextConversion(args),
            "ref" when args.Length > 0 => new RefConversion(args),
            "code" when args is "" or "integer" => new CodeConversion(args == "integer"),
            _ => Simple(text.Name, args, scope),
        };

        if (made is null)
        {
            scope.Fault(
                $"There is no conversion {text.Name}{(text.Arguments is null ? "" : $"({text.Arguments})")}.",
                "Take one of the list in schemas/mappings/README.md.");
        }

        return made;
    }

    private static Conversion? Simple(string name, string args, RowScope scope) => (name, args) switch
    {
        ("text", "") => new TextConversion(""),
        ("concat", "") => new JoinConversion("", needsAll: true),
        ("date", "mask") => new MaskedDateConversion(),
        ("date", _) when DateConversion.Knows(args) => new DateConversion(args),
        ("datetime", "" or "local") => new DateTimeConversion(args == "local"),
        ("earliest" or "latest", "") => new ExtremeDateConversion(name == "latest"),
        ("months", _) when int.TryParse(args, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var months) && Math.Abs(months) <= 1200 =>
            new MonthsConversion(months),
        ("schoolyear", "start" or "end") => new SchoolYearConversion(args == "end"),
        ("period", "" or "zone") => new PeriodConversion(args == "zone"),
        ("boolean", _) when BooleanConversion.Knows(args) => new BooleanConversion(args, scope.IsXml),
        ("hours", "") => new HoursConversion(),
        ("integer", "" or "count") => new NumberConversion(isInteger: true, comma: false, isCount: args == "count", isJson: !scope.IsXml),
        ("decimal", "" or "comma") => new NumberConversion(isInteger: false, args == "comma", isCount: false),
        ("money", "" or "cents") => new MoneyConversion(args == "cents"),
        ("quantity", "unclear") => new UnclearQuantityConversion(),
        ("quantity", _) when CareUnit.TryFind(args, out var unit) => new QuantityConversion(unit),
        ("bsn" or "pgn", "") => new CitizenNumberConversion(name == "bsn"),
        ("brin6", "") => new BrinConversion(),
        ("uri", "") => new UriConversion(),
        ("volume", "" or "whole") => new VolumeConversion(null, null, isClass: false, isWhole: args == "whole"),
        ("volume", "class") => new VolumeConversion(null, null, isClass: true, isWhole: false),
        ("volume", _) => Fixed(args.Split(',', StringSplitOptions.TrimEntries)),
        _ => null,
    };

    private static VolumeConversion? Fixed(string[] args) =>
        args.Length == 2 && CareUnit.TryFind(args[0], out var unit) && VolumeConversion.KnowsPer(args[1])
            ? new VolumeConversion(unit, args[1], isClass: false, isWhole: false)
            : null;

    private static Conversion? WithSystem(string name, string args, RowScope scope)
    {
        string? type = null;
        var comma = args.LastIndexOf(',');
        if (name == "logical" && comma > 0)
        {
            (args, type) = (args[..comma], args[(comma + 1)..].Trim());
        }

        if (Template.Parse(args, scope) is not { } system)
        {
            return NoConversion.Instance;
        }

        if (!system.FixedText.StartsWith("http", StringComparison.Ordinal) && !system.FixedText.StartsWith("urn:", StringComparison.Ordinal))
        {
            return null;
        }

        return name == "coding" ? new OpenCodingConversion(system) : new IdentifierConversion(system, name == "logical", type, scope.IsXml);
    }
}
