using ZioExchange.Adapters.Mapping.CodeMaps;
using ZioExchange.Adapters.Mapping.Conversions;
using ZioExchange.Adapters.Mapping.Values;

namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>Checks of one row: category, code maps, and whether what it gives fits the element.</summary>
internal static class RowChecks
{
    private static readonly HashSet<string> Personal = ["ID_BASIS", "BSN", "PGN", "CONTACT", "GEZAG", "GEZIN"];

    private static readonly HashSet<string> PersonalTypes = ["Patient", "RelatedPerson", "Practitioner", "PractitionerRole", "Person"];

    public static void Category(RowPlan plan, CompileSetting setting)
    {
        var row = plan.Row;
        var bit = setting.Categories.Of(row.Category);
        if (row.Category == "-")
        {
            if (plan.Conversion.ReadsSource && plan.Conversion is not NoConversion)
            {
                setting.Faults.Add(row, "A row that reads the source has no category.", "Write the category code of what it releases.");
            }
        }
        else if (bit == 0)
        {
            setting.Faults.Add(row, $"There is no category {row.Category}.", $"Take one of {string.Join(", ", setting.Categories.Codes(setting.Categories.All))}.");
        }

        CheckNumbers(plan, setting);

        // A fixed value is a fact about the child only when something of the child decides it.
        plan.Category = plan.Conversion.ReadsSource || plan.Guards.Count > 0 ? bit : 0;
        plan.Needs = bit | (row.Target.StartsWith("Patient.", StringComparison.Ordinal) || row.Target.StartsWith("Patient#", StringComparison.Ordinal)
            ? setting.Categories.Identity
            : 0);
        plan.IsPersonal = Personal.Contains(row.Category) || PersonalTypes.Contains(row.Target.Split('.', '#')[0])
            || plan.Conversion is TextConversion or JoinConversion or TemplateConversion;
    }

    public static void CodeMaps(RowPlan plan, CompileSetting setting)
    {
        var names = plan.Row.CodeMap.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var wanted = !plan.Conversion.NeedsCodeMap ? 0 : plan.Conversion is VolumeConversion && plan.Sources.Length > 1 ? 2 : 1;
        if (names.Length != wanted && plan.Conversion is not NoConversion)
        {
            setting.Faults.Add(plan.Row, $"The conversion takes {wanted} code maps; the row names {names.Length}.", "Write the ids of the ConceptMaps in codemap.");
            plan.Conversion = NoConversion.Instance;
            return;
        }

        var maps = new List<CodeMap>();
        foreach (var name in names)
        {
            if (setting.CodeMaps.TryGetValue(name, out var map))
            {
                maps.Add(map);
            }
            else
            {
                setting.Faults.Add(plan.Row, $"There is no code map {name}.", "Add the ConceptMap to schemas/fhir, or correct its id.");
                plan.Conversion = NoConversion.Instance;
            }
        }

        plan.CodeMaps = maps;
        if (plan.Conversion is VolumeConversion && maps.Count == wanted)
        {
            Volume(plan, setting);
        }
    }

    public static void Target(RowPlan plan, TargetPath path, CompileSetting setting)
    {
        var element = plan.Element!;
        if (!plan.Conversion.Fits(element))
        {
            var name = plan.Row.Conversion.Length == 0 ? "text" : plan.Row.Conversion;
            setting.Faults.Add(plan.Row, $"'{name}' does not fit {element.Path}, which is a {element.Type}.", "Take a conversion that gives this type, or name an element below it.");
        }

        if (path.Steps.Count == 1 && (element.Name is "id" or "meta" or "implicitRules" || element == SubjectElement.Of(path.Type)))
        {
            setting.Faults.Add(plan.Row, $"The engine itself writes {element.Path}.", "Take the row away.");
        }

        if (plan.Conversion is CodeConversion && plan.CodeMaps.Count == 1 && element is { Type: "code", RequiredCodes: { } codes })
        {
            foreach (var target in plan.CodeMaps[0].Entries.SelectMany(entry => entry.Targets).Where(target => !codes.Contains(target.Code)))
            {
                setting.Faults.Add(plan.Row, $"{plan.CodeMaps[0].Id} gives {target.Code}, which {element.Path} does not allow.", $"Allowed: {string.Join(", ", codes.Order(StringComparer.Ordinal))}.");
            }
        }
    }

    private static void Volume(RowPlan plan, CompileSetting setting)
    {
        for (var at = 0; at < plan.CodeMaps.Count; at++)
        {
            foreach (var target in plan.CodeMaps[at].Entries.SelectMany(entry => entry.Targets))
            {
                var isClass = plan.Sources.Length == 1;
                var isKnown = isClass ? VolumeExpression.Parse(target.Code) is not null
                    : at == 0 ? CareUnit.TryFind(target.Code, out _)
                    : VolumeConversion.KnowsPer(target.Code);
                if (!isKnown)
                {
                    setting.Faults.Add(plan.Row, $"{plan.CodeMaps[at].Id} gives '{target.Code}', which is no {(isClass ? "volume" : at == 0 ? "unit" : "frequency")}.", "See Care volume in schemas/mappings/README.md.");
                }
            }
        }
    }

    /// <summary>Source: law/CATEGORIES.md: a row that outputs an identifier of law carries BSN or PGN, never another category.</summary>
    private static void CheckNumbers(RowPlan plan, CompileSetting setting)
    {
        var conversion = plan.Row.Conversion;
        var asked = conversion.StartsWith("bsn", StringComparison.Ordinal) || conversion.Contains("NamingSystem/bsn", StringComparison.Ordinal) ? "BSN"
            : conversion.StartsWith("pgn", StringComparison.Ordinal) || conversion.Contains("NamingSystem/pgn", StringComparison.Ordinal) ? "PGN"
            : null;
        if (asked is not null && plan.Conversion.ReadsSource && plan.Row.Category != asked && plan.Conversion is not NoConversion)
        {
            setting.Faults.Add(plan.Row, $"The row releases an identifier of law under {plan.Row.Category}.", $"Write {asked} as category.");
        }
    }
}
