using ZioExchange.Adapters.Mapping.Tables;

namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>What a row sees while it is compiled: its context, the paths from there, and where faults go.</summary>
/// <param name="from">Where paths begin when that is not the context: a context above it.</param>
internal sealed class RowScope(SourceTree tree, ContextPlan context, MappingRow row, FaultList faults, ContextPlan? from = null)
{
    /// <summary>Nodes that were resolved, for the coverage report.</summary>
    public List<SourceNode> Read { get; } = [];

    public List<SlotRef> Slots { get; } = [];

    public ContextPlan Context => context;

    public bool IsXml => tree.IsXml;

    public void Fault(string message, string remedy) => faults.Add(row, message, remedy);

    /// <summary>The slot of a path as it is written in the row; null when it cannot be reached, which is then a fault.</summary>
    public SlotRef? Resolve(string path)
    {
        if (path == "$party")
        {
            return SlotRef.Party;
        }

        if (tree.Walk(path, (from ?? context).Node, out var fault) is not { } leaf)
        {
            Fault($"The path {path} cannot be read: {fault}", "See Paths in schemas/mappings/README.md.");
            return null;
        }

        var owner = context;
        while (!leaf.IsBelow(owner.Node))
        {
            owner = owner.Parent!;
        }

        Read.Add(leaf);
        var slot = new SlotRef(context.Depth - owner.Depth, owner.SlotFor(leaf));
        Slots.Add(slot);
        if (slot.Up > 0)
        {
            context.OuterSlots.Add(slot);
        }

        return slot;
    }
}
