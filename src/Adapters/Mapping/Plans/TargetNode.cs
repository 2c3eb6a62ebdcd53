using ZioExchange.Adapters.Fhir;

namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>One place in the JSON of a resource: an object, a value, an array or an entry of an array.</summary>
internal sealed class TargetNode(FhirElement? element, string? slice)
{
    /// <summary>Null at the root of a resource.</summary>
    public FhirElement? Element { get; } = element;

    public string? Slice { get; } = slice;

    /// <summary>Members, in the order of the definitions.</summary>
    public List<TargetNode> Children { get; } = [];

    /// <summary>Entries, when this is an array.</summary>
    public List<TargetNode> Entries { get; } = [];

    /// <summary>Lists of the context's frame with entries from contexts below, when this is an array.</summary>
    public List<int> FragmentLists { get; } = [];

    /// <summary>Rows that write here, first come first served.</summary>
    public List<RowPlan> Rows { get; } = [];

    public bool IsArray { get; init; }

    /// <summary>Number within the context, for what is live in one run.</summary>
    public int Number { get; set; }

    /// <summary>Somewhere in it a row brings something of the source; what else it holds only comes along.</summary>
    public bool HasContent { get; set; }

    /// <summary>The url, when this is an entry of <c>extension</c>.</summary>
    public string? ExtensionUrl { get; set; }

    /// <summary>Members that FHIR requires and that rows are to fill.</summary>
    public List<TargetNode> Required { get; } = [];

    /// <summary>Begin and end, when this is a Period filled by two rows.</summary>
    public (TargetNode Start, TargetNode End)? Ends { get; set; }

    public TargetNode Array(FhirElement element)
    {
        var node = Children.Find(child => child.Element == element);
        if (node is null)
        {
            node = new TargetNode(element, null) { IsArray = true };
            Children.Add(node);
        }

        return node;
    }

    public TargetNode Member(FhirElement element)
    {
        var node = Children.Find(child => child.Element == element);
        if (node is null)
        {
            node = new TargetNode(element, null);
            Children.Add(node);
        }

        return node;
    }

    public TargetNode Entry(string? slice)
    {
        var node = Entries.Find(entry => entry.Slice == slice);
        if (node is null)
        {
            node = new TargetNode(Element, slice);
            Entries.Add(node);
        }

        return node;
    }
}
