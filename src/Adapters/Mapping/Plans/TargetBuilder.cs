using ZioExchange.Adapters.Mapping.Conversions;

namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>Lays the targets of all rows together as the shapes of resources and of the entries that lower contexts add.</summary>
internal sealed class TargetBuilder(
    CompileSetting setting, IReadOnlyDictionary<string, string> extensions, IReadOnlyList<ContextPlan> contexts)
{
    private readonly Dictionary<string, InstancePlan> _instances = [];

    public IReadOnlyList<InstancePlan> Instances => [.. _instances.Values.OrderBy(instance => instance.Number)];

    public void Build(List<(RowPlan Row, TargetPath Path)> targets)
    {
        foreach (var (row, path) in targets.Where(target => target.Path.Stars == 0))
        {
            AddHome(row, path);
        }

        foreach (var (row, path) in targets)
        {
            if (!_instances.TryGetValue(path.Key, out var instance))
            {
                setting.Faults.Add(row.Row, $"{path.Key} has no home: all its rows carry a star.", "Add a row without star in the context that makes the resource.");
                continue;
            }

            row.Instance = instance;
            Place(row, path, instance);
        }
    }

    /// <summary>When guards are known: order of members, numbers, what is required, links.</summary>
    public void Finish(IReadOnlyList<RowPlan> rows)
    {
        var finisher = new TargetFinisher(setting, contexts);
        foreach (var instance in _instances.Values)
        {
            finisher.Finish(instance.Root, instance.Home, instance, instance.Type);
        }

        foreach (var row in rows.Where(row => row.Conversion is RefConversion))
        {
            Link(row, (RefConversion)row.Conversion);
        }
    }

    private void AddHome(RowPlan row, TargetPath path)
    {
        if (!_instances.TryGetValue(path.Key, out var instance))
        {
            var home = row.Context;
            instance = new InstancePlan(path.Key, path.Type, home, _instances.Count, home.Instances.Count);
            home.Instances.Add(instance);
            _instances.Add(path.Key, instance);
        }
        else if (instance.Home != row.Context)
        {
            setting.Faults.Add(row.Row, $"{path.Key} has rows in {instance.Home.Node.Path} and in {row.Context.Node.Path}.", "Use ../ or an absolute path from one context, a star for entries of a lower one, or another #name.");
        }
    }

    private void Place(RowPlan row, TargetPath path, InstancePlan instance)
    {
        var levels = row.Context.Depth - instance.Home.Depth;
        if (levels < 0 || row.Context.Up(Math.Max(levels, 0)) != instance.Home || path.Stars > levels || (path.Stars == 0 && levels > 0))
        {
            if (path.Stars > 0)
            {
                setting.Faults.Add(row.Row, $"The stars of {row.Row.Target} do not fit: {row.Context.Node.Path} is {Math.Max(levels, 0)} contexts below the home of {path.Key}.", "A star stands for a context below the home.");
            }

            return;
        }

        var (node, owner, stars) = (instance.Root, instance.Home, 0);
        foreach (var (element, slice, star) in path.Steps)
        {
            if (star)
            {
                stars++;
                var context = row.Context.Up(path.Stars - stars);
                var array = node.Array(element);
                row.Fragment = Fragment(array, context, owner, slice, instance);
                (node, owner) = (row.Fragment.Entry, context);
            }
            else
            {
                var isInExtension = node.Element?.Type == "Extension";
                node = element.IsArray ? node.Array(element).Entry(slice) : node.Member(element);
                if (element.Name == "extension")
                {
                    node.ExtensionUrl = isInExtension ? slice : KnownExtensions.Url(slice!, extensions);
                }
            }
        }

        node.Rows.Add(row);
        row.Node = node;
    }

    private static FragmentPlan Fragment(TargetNode array, ContextPlan context, ContextPlan owner, string? slice, InstancePlan instance)
    {
        if (array.FragmentLists.Count == 0)
        {
            array.FragmentLists.Add(owner.FragmentLists++);
        }

        var list = array.FragmentLists[0];
        var found = context.Fragments.Find(one => one.Instance == instance && one.List == list && one.Entry.Slice == slice && one.ListUp == context.Depth - owner.Depth);
        if (found is null)
        {
            found = new FragmentPlan(
                $"{instance.Key}:{list}:{slice}", instance, new TargetNode(array.Element, slice), context.Depth - owner.Depth, list, context.Depth - instance.Home.Depth);
            context.Fragments.Add(found);
        }

        return found;
    }

    private void Link(RowPlan row, RefConversion conversion)
    {
        if (!_instances.TryGetValue(conversion.Key, out var target))
        {
            setting.Faults.Add(row.Row, $"There is no resource {conversion.Key} in this table.", "Correct the name, or add its rows.");
            return;
        }

        var up = row.Context.Depth - target.Home.Depth;
        if (up < 0 || row.Context.Up(up) != target.Home)
        {
            setting.Faults.Add(row.Row, $"{conversion.Key} is not made in this context or one above it.", "Write the row in the lower context, with a star in the target.");
            return;
        }

        conversion.Link(target, up);
        if (up > 0)
        {
            row.Context.OuterInstances.Add(up);
        }
    }
}
