namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>An element of the source that is handled each time it closes, with the rows that belong to it.</summary>
internal sealed class ContextPlan(SourceNode node, ContextPlan? parent, int index)
{
    public SourceNode Node { get; } = node;

    public ContextPlan? Parent { get; } = parent;

    public int Index { get; } = index;

    public int Depth { get; } = parent is null ? 0 : parent.Depth + 1;

    public List<SourceNode> SlotNodes { get; } = [];

    public List<RowPlan> Rows { get; } = [];

    public List<InstancePlan> Instances { get; } = [];

    /// <summary>Entries that this context adds to resources of contexts above it.</summary>
    public List<FragmentPlan> Fragments { get; } = [];

    /// <summary>Arrays of this context's resources, or of its own fragments, that contexts below fill.</summary>
    public int FragmentLists { get; set; }

    /// <summary>Values above this context that must be there before its rows can run.</summary>
    public HashSet<SlotRef> OuterSlots { get; } = [];

    /// <summary>Contexts above (levels up) whose resources this one refers to.</summary>
    public HashSet<int> OuterInstances { get; } = [];

    public int Nodes { get; set; }

    /// <summary>Arrays that contexts below fill.</summary>
    public List<TargetNode> Gathering { get; } = [];

    /// <summary>What has a begin and an end, or a low and a high number, that two rows fill.</summary>
    public List<TargetNode> Periods { get; } = [];

    public int SlotFor(SourceNode leaf)
    {
        var at = SlotNodes.IndexOf(leaf);
        if (at < 0)
        {
            at = SlotNodes.Count;
            SlotNodes.Add(leaf);
        }

        return at;
    }

    public ContextPlan Up(int levels)
    {
        var plan = this;
        for (; levels > 0; levels--)
        {
            plan = plan.Parent!;
        }

        return plan;
    }
}
