using ZioExchange.Adapters.Mapping.Tables;

namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>Puts the declared conditions (#when, #drop, #suppress, #restrict, #dummy with a target) on the rows they are about.</summary>
internal static class GuardBinder
{
    public static void Bind(
        Declarations declarations, SourceTree tree, IReadOnlyList<RowPlan> rows, IReadOnlyList<InstancePlan> instances, FaultList faults)
    {
        // What is suppressed is so before anything else is looked at.
        foreach (var (name, kind) in new[] { ("#suppress", GuardKind.Suppress), ("#drop", GuardKind.Drop), ("#when", GuardKind.When) }.Reverse())
        {
            foreach (var declaration in declarations.All(name))
            {
                Bind(declaration, kind, tree, rows, instances, faults);
            }
        }

        foreach (var declaration in declarations.All("#restrict"))
        {
            Restrict(declaration, tree, rows, instances, faults);
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
        if (ContextOf(declaration, tree) is not { } context)
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
            row.Guards.Insert(0, guard);
            Note(scope, row);
        }

        if (instances.FirstOrDefault(instance => instance.Key == declaration.Target && instance.Home == context) is { } whole)
        {
            whole.Gates.Add(guard);
        }

        if (bound.Count == 0 || declaration.Target.Length == 0)
        {
            faults.Add(declaration, $"No row in {declaration.Context} has a target that starts with '{declaration.Target}'.", "Correct context or target.");
        }
    }

    /// <summary>Whoever holds a record of the context says so of every resource that is made there or below. The Patient is marked by what is suppressed in it.</summary>
    private static void Restrict(MappingRow declaration, SourceTree tree, IReadOnlyList<RowPlan> rows, IReadOnlyList<InstancePlan> instances, FaultList faults)
    {
        if (ContextOf(declaration, tree) is not { } context)
        {
            return;
        }

        var made = instances.Where(instance => !instance.IsPatient && (instance.Home == context || instance.Home.Node.IsBelow(context.Node))).ToList();
        if (made.Count == 0 || declaration.Target.Length > 0)
        {
            faults.Add(declaration, $"#restrict speaks of every resource that {declaration.Context} makes, and there is {(made.Count == 0 ? "none" : "a target")}.", "Correct the context, and leave the target empty.");
        }

        foreach (var instance in made)
        {
            var scope = new RowScope(tree, instance.Home, declaration, faults, context);
            if (ConditionParser.Parse(declaration.Source, scope) is not { } condition)
            {
                return;
            }

            instance.Gates.Add(new Guard(GuardKind.Restrict, condition, declaration.Note, declaration.Source));
            foreach (var row in rows.Where(row => row.Instance == instance && row.Context == instance.Home))
            {
                Note(scope, row);
            }
        }
    }

    /// <summary>Null when it cannot be read, which is a fault already.</summary>
    private static ContextPlan? ContextOf(MappingRow declaration, SourceTree tree) =>
        declaration.Context.StartsWith('/') ? tree.Walk(declaration.Context, tree.Top, out _)?.Context : null;

    private static void Note(RowScope scope, RowPlan row)
    {
        row.Reads.AddRange(scope.Slots);
        scope.Read.ForEach(leaf => leaf.Readers.Add(row));
    }

    private static bool StartsWith(string target, string start) =>
        target.StartsWith(start, StringComparison.Ordinal) && (target.Length == start.Length || target[start.Length] is '.' or ':' or '*' or '#');
}
