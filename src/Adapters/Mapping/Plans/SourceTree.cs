namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>Everything of the source that a table names, as one tree.</summary>
internal sealed class SourceTree
{
    public SourceTree(bool isXml, bool topIsArray)
    {
        IsXml = isXml;
        Document = new SourceNode("", null);
        Top = topIsArray ? Document.Child("") : Document;
        Top.Repeats = topIsArray;
        Root = new ContextPlan(Top, null, 0);
        Top.Context = Root;
        Contexts.Add(Root);
    }

    public bool IsXml { get; }

    public SourceNode Document { get; }

    /// <summary>Where absolute paths begin.</summary>
    public SourceNode Top { get; }

    public ContextPlan Root { get; }

    public List<ContextPlan> Contexts { get; } = [];

    /// <summary>Makes a context for each path, shallow ones first, so that they nest.</summary>
    public void AddContexts(IEnumerable<SourceNode> nodes)
    {
        foreach (var node in nodes.Distinct().OrderBy(Depth))
        {
            if (node.Context is null)
            {
                var parent = node;
                while (parent.Context is null)
                {
                    parent = parent.Parent!;
                }

                node.Context = new ContextPlan(node, parent.Context, Contexts.Count);
                Contexts.Add(node.Context);
            }
        }
    }

    /// <summary>Follows a path and makes what is not there yet. Null, with the reason, when the path is malformed.</summary>
    public SourceNode? Walk(string path, SourceNode from, out string fault)
    {
        fault = "";
        var node = path.StartsWith('/') ? Top : from;
        foreach (var step in path.Split('/'))
        {
            if (step.Length == 0 && path.StartsWith('/'))
            {
                continue;
            }

            if (step == "..")
            {
                node = node == Top ? null : node.Parent;
            }
            else if (step != ".")
            {
                node = Step(node, step);
            }

            if (node is null)
            {
                fault = step == ".." ? "it goes above the document." : $"'{step}' is no name.";
                return null;
            }
        }

        return node;
    }

    /// <summary>When the plan is complete: tells every node where its value goes.</summary>
    public void Link()
    {
        foreach (var context in Contexts)
        {
            for (var slot = 0; slot < context.SlotNodes.Count; slot++)
            {
                var leaf = context.SlotNodes[slot];
                var reader = Enclosing(leaf);
                leaf.Slots = [.. leaf.Slots, new SlotTarget(reader.Depth - context.Depth, slot)];
            }
        }

        foreach (var (context, slot) in Contexts.SelectMany(context => context.OuterSlots.Select(slot => (context, slot))))
        {
            var owner = context.Up(slot.Up);
            for (var node = owner.SlotNodes[slot.Slot]; node != owner.Node; node = node.Parent!)
            {
                var target = new SlotTarget(Enclosing(node.Parent!).Depth - owner.Depth, slot.Slot);
                if (!node.Resolves.Contains(target) && !RepeatsBetween(node, owner.Node))
                {
                    node.Resolves = [.. node.Resolves, target];
                }
            }
        }
    }

    private static bool RepeatsBetween(SourceNode node, SourceNode owner)
    {
        for (; node != owner; node = node.Parent!)
        {
            if (node.Repeats)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The context whose frame is open while the text of this node is read.</summary>
    private static ContextPlan Enclosing(SourceNode node)
    {
        while (node.Context is null)
        {
            node = node.Parent!;
        }

        return node.Context;
    }

    private static int Depth(SourceNode node) => node.Parent is null ? 0 : Depth(node.Parent) + 1;

    private SourceNode? Step(SourceNode? node, string step)
    {
        var repeats = step.EndsWith('*');
        var name = repeats ? step[..^1] : step;
        if (node is null || name.Length == 0 || name == "@" || name.AsSpan().IndexOfAny(Conversions.Letters.NotInName) >= 0 || (!IsXml && name[0] == '@'))
        {
            return null;
        }

        var child = node.Child(name);
        child.Repeats |= repeats;
        return child;
    }
}
