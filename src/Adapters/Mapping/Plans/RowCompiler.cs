using ZioExchange.Adapters.Mapping.Conversions;
using ZioExchange.Adapters.Mapping.Tables;

namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>Compiles rows one by one: sources, conversion, guards, category; and the structural rows.</summary>
internal sealed class RowCompiler(
    SourceTree tree, CompileSetting setting, List<RowPlan> plans, List<(RowPlan Row, TargetPath Path)> targets)
{
    private readonly List<(MappingRow Row, SourceNode Leaf, ContextPlan Context)> _reads = [];

    public void Add(MappingRow row)
    {
        CheckRule(row);
        if (!row.Context.StartsWith('/') || tree.Walk(row.Context, tree.Top, out _) is not { } at)
        {
            return;
        }

        if (ConversionText.Parse(row.Conversion) is not { } conversion)
        {
            setting.Faults.Add(row, $"The conversion '{row.Conversion}' cannot be read.", "Write name, name(arguments), then | when(condition).");
        }
        else if (ConversionFactory.IsStructural(conversion.Name))
        {
            AddStructural(row, conversion, at);
        }
        else
        {
            AddFact(row, conversion, at.Context!);
        }
    }

    /// <summary>Once every star is known: a path that leaves the context may not pass a repeating element.</summary>
    public void CheckReach()
    {
        foreach (var (row, leaf, context) in _reads)
        {
            for (var node = leaf; !leaf.IsBelow(context.Node) && !context.Node.IsBelow(node); node = node.Parent!)
            {
                if (node.Repeats)
                {
                    setting.Faults.Add(row, $"The path to {leaf.Path} passes {node.Name}, which repeats outside this context.", "Move the row to a context at or below that element.");
                    break;
                }
            }

            if (leaf.HasElements && leaf != context.Node && row.Conversion.StartsWith("text", StringComparison.Ordinal))
            {
                setting.Faults.Add(row, $"{leaf.Path} holds elements, not a value.", "Name the element that holds the value.");
            }
        }
    }

    private void CheckRule(MappingRow row)
    {
        var isId = row.Rule.Length > 0 && char.IsAsciiLetter(row.Rule[0]) && row.Rule.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '.');
        if (!isId)
        {
            setting.Faults.Add(row, $"'{row.Rule}' is no rule id.", "Start with a letter; use letters, digits, - and .");
        }
        else if (!setting.Rules.TryAdd(row.Rule, $"{row.File}:{row.Line}"))
        {
            setting.Faults.Add(row, $"The rule id {row.Rule} stands also in {setting.Rules[row.Rule]}.", "Give this row an id of its own.");
        }

        if (row.Required is not ("" or "yes" or "no"))
        {
            setting.Faults.Add(row, $"'{row.Required}' does not say whether the row is required.", "Write yes, no or nothing.");
        }
    }

    private void AddStructural(MappingRow row, ConversionText conversion, SourceNode at)
    {
        if (row.Target.Length > 0 || row.Category != "-" || conversion.Guards.Count > 0 || conversion.Arguments is not null)
        {
            setting.Faults.Add(row, $"A row '{conversion.Name}' releases nothing.", "Leave target and guards empty and write - as category.");
        }

        if (conversion.Name == "ignore" && row.Note.Length == 0)
        {
            setting.Faults.Add(row, "A row 'ignore' does not say why.", "Write the reason in the column note.");
        }

        foreach (var path in row.Source.Split(" + ", StringSplitOptions.TrimEntries))
        {
            if (path.Length == 0 || tree.Walk(path, at, out var fault) is not { } node)
            {
                setting.Faults.Add(row, $"The source '{path}' cannot be read.", "See Paths in schemas/mappings/README.md.");
            }
            else if (conversion.Name == "ignore")
            {
                node.IgnoredBecause = row.Note;
            }
            else
            {
                node.MustBePresent = true;
            }
        }
    }

    private void AddFact(MappingRow row, ConversionText text, ContextPlan context)
    {
        var plan = new RowPlan(row, plans.Count, context, context.Rows.Count);
        plans.Add(plan);
        context.Rows.Add(plan);
        var scope = new RowScope(tree, context, row, setting.Faults);
        plan.Conversion = ConversionFactory.Create(text, scope) ?? NoConversion.Instance;
        AddSources(plan, scope);
        foreach (var (when, condition) in text.Guards)
        {
            if (ConditionParser.Parse(condition, scope) is { } parsed)
            {
                plan.Guards.Add(new(when ? GuardKind.When : GuardKind.Unless, parsed, ""));
            }
        }

        plan.Reads.AddRange(scope.Slots.Distinct());
        foreach (var leaf in scope.Read.Distinct())
        {
            leaf.Readers.Add(plan);
            _reads.Add((row, leaf, context));
        }

        RowChecks.Category(plan, setting);
        RowChecks.CodeMaps(plan, setting);
        AddTarget(plan);
    }

    private static void AddSources(RowPlan plan, RowScope scope)
    {
        var paths = plan.Row.Source.Length == 0 ? [] : plan.Row.Source.Split(" + ", StringSplitOptions.TrimEntries);
        var (least, most) = plan.Conversion.Sources;
        if (paths.Length < least || paths.Length > most)
        {
            var asked = least == most ? $"{least}" : $"{least} to {most}";
            scope.Fault($"The conversion takes {asked} sources; the row has {paths.Length}.", "Write the paths in source with ' + ' between them.");
        }

        var slots = paths.Select(scope.Resolve).ToList();
        plan.Sources = [.. slots.OfType<SlotRef>()];
        if (slots.Contains(null))
        {
            plan.Conversion = NoConversion.Instance;
        }
    }

    private void AddTarget(RowPlan plan)
    {
        if (TargetPath.Parse(plan.Row.Target, setting.Types, out var fault) is not { } path)
        {
            setting.Faults.Add(plan.Row, $"The target '{plan.Row.Target}' does not exist: {fault}", "Look the element up in FHIR R4, or write ignore.");
            return;
        }

        plan.Element = path.Steps[^1].Element;
        plan.ElementPath = path.ElementPath;
        plan.TakesMany = plan.Element.IsArray;
        RowChecks.Target(plan, path, setting);
        targets.Add((plan, path));
    }
}
