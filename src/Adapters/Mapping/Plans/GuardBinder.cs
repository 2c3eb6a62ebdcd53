using ZioExchange.Adapters.Mapping.Tables;

namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>Puts the declared conditions (#when, #drop, #suppress, #restrict, #dummy with a target) on the rows they are about.</summary>
internal static class GuardBinder
{
    public static void Bind(
        Declarations declarations, SourceTree tree, IReadOnlyList<RowPlan> rows, IReadOnlyList<InstancePlan> instances, FaultList faults)
    {
        // What is suppressed is so before anything else is looked at.
        var kinds = new[] { ("#restrict", GuardKind.Restrict), ("#suppress", GuardKind.Suppress), ("#drop", GuardKind.Drop), ("#when", GuardKind.When) };
        foreach (var (name, kind) in kinds.Reverse())
        {
            foreach (var declaration in declarations.All(name))
            {
                Bind(declaration, kind, tree, rows, instances, faults);
            }
        }

        foreach (var dummy in declarations.All("#dummy").Where(row => row.Target.Length > 0))
        {
            foreach (var row in rows.Where(row => StartsWith(row.Row.Target, dummy.Target) && row.Sources.Length > 0))
            {
                var test = new ConditionTest(row.Sources[0], ConditionOperator.Equal, [dummy.Source], null, false);
                row.Guards.Insert(0, new Guard(GuardKind.Drop, new Condition([test]), dummy.Note, $"dummy {dummy.Source}"));
            }
        }
    }

    private static void Bind(
        MappingRow declaration, GuardKind kind, SourceTree tree, IReadOnlyList<RowPlan> rows, IReadOnlyList<InstancePlan> instances, FaultList faults)
    {
        if (!declaration.Context.StartsWith('/') || tree.Walk(declaration.Context, tree.Top, out _)?.Context is not { } context)
        {
            return;
        }

        var scope = new RowScope(tree, context, declaration, faults);
        if (ConditionParser.Parse(declaration.Source, scope) is not { } condition)
        {
            return;
        }

        var guard = new Guard(kind, condition, declaration.Note, declaration.Source);
        var bound = rows.Where(row => row.Context == context && StartsWith(row.Row.Target, declaration.Target)).ToList();
        foreach (var row in bound)
        {
            if (kind != GuardKind.Restrict)
            {
                row.Guards.Insert(0, guard);
            }

            row.Reads.AddRange(scope.Slots);
            scope.Read.ForEach(leaf => leaf.Readers.Add(row));
        }

        if (instances.FirstOrDefault(instance => instance.Key == declaration.Target && instance.Home == context) is { } whole)
        {
            whole.Gates.Add(guard);
        }
        else if (kind == GuardKind.Restrict)
        {
            faults.Add(declaration, $"{declaration.Target} is no resource that {declaration.Context} makes.", "Name a whole resource, in the context that makes it.");
        }

        if (bound.Count == 0 || declaration.Target.Length == 0)
        {
            faults.Add(declaration, $"No row in {declaration.Context} has a target that starts with '{declaration.Target}'.", "Correct context or target.");
        }
    }

    private static bool StartsWith(string target, string start) =>
        target.StartsWith(start, StringComparison.Ordinal) && (target.Length == start.Length || target[start.Length] is '.' or ':' or '*' or '#');
}
