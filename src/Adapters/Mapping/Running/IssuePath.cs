using System.Text;
using ZioExchange.Adapters.Mapping.Plans;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>Where a value stood: its element, and which one of those that repeat.</summary>
internal sealed class IssuePath
{
    private readonly SourceNode? _leaf;
    private readonly Dictionary<SourceNode, (int Ordinal, SiblingCount? Siblings)> _places = [];

    private IssuePath(SourceNode? leaf) => _leaf = leaf;

    public static IssuePath Of(RowRun run, SlotRef slot)
    {
        if (slot.Up < 0)
        {
            return new IssuePath(null);
        }

        var owner = run.Frame.Up(slot.Up);
        var leaf = owner.Plan.SlotNodes.Count == 0 ? owner.Plan.Node : owner.Plan.SlotNodes[slot.Slot];
        var path = new IssuePath(leaf);
        for (var frame = owner; frame is not null; frame = frame.Parent)
        {
            path._places[frame.Plan.Node] = (frame.Ordinal, frame.Siblings);
        }

        if (run.Current >= 0 && leaf.Repeats && !path._places.ContainsKey(leaf))
        {
            path._places[leaf] = (owner.At(run.Current).Ordinal, new SiblingCount { Count = 2 });
        }

        return path;
    }

    public string Text(MappingPlan plan)
    {
        var nodes = new Stack<SourceNode>();
        for (var node = _leaf; node is not null && node != plan.Tree.Document; node = node.Parent)
        {
            nodes.Push(node);
        }

        var text = new StringBuilder();
        foreach (var node in nodes)
        {
            text.Append(plan.IsXml ? "/" : text.Length == 0 || node.Name.Length == 0 ? "" : ".").Append(node.Name);
            if (node.Repeats && _places.TryGetValue(node, out var place) && (!plan.IsXml || place.Siblings is not { Count: < 2 }))
            {
                text.Append('[').Append(place.Ordinal + (plan.IsXml ? 1 : 0)).Append(']');
            }
        }

        return text.ToString();
    }
}
