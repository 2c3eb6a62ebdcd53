using System.Text.Json;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>One place in the JSON of a resource: an object, a value, an array or an entry of an array.</summary>
internal sealed class TargetNode(FhirElement? element, string? slice, TargetNode? parent = null)
{
    /// <summary>Null at the root of a resource or of an entry that a lower context adds.</summary>
    public TargetNode? Parent { get; } = parent;

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
    public string? ExtensionUrl
    {
        get;
        set
        {
            field = value;
            EncodedUrl = EncodedJson.Text(value ?? "");
        }
    }

    public JsonEncodedText EncodedUrl { get; private set; }

    /// <summary>Members that FHIR requires and that rows are to fill.</summary>
    public List<TargetNode> Required { get; } = [];

    /// <summary>Numbers of the children, in their order: most are not there, and need not be looked at.</summary>
    public int[] ChildNumbers => field ??= [.. Children.Select(child => child.Number)];

    /// <summary>Numbers of the entries, in their order.</summary>
    public int[] EntryNumbers => field ??= [.. Entries.Select(entry => entry.Number)];

    /// <summary>Begin and end, when this is a Period filled by two rows, a Task that tells when it was written and last changed, or a Range with its low and high number.</summary>
    public (TargetNode Start, TargetNode End)? Ends { get; set; }

    /// <summary>Numbers of this node and of those around it that are there because of it.</summary>
    /// <remarks>
    /// An object with content rows is there when one of them gave something; what comes along alone makes none.
    /// A default that stands beside guarded rows speaks for its own element, and for the array it is an entry of.
    /// </remarks>
    public int[] Marks(bool hasContent)
    {
        var numbers = new List<int> { Number };
        for (var above = Parent; above is not null && (hasContent || above.IsArray || !above.HasContent); above = above.Parent)
        {
            numbers.Add(above.Number);
        }

        return [.. numbers];
    }

    public TargetNode Array(FhirElement element)
    {
        var node = Children.Find(child => child.Element == element);
        if (node is null)
        {
            node = new TargetNode(element, null, this) { IsArray = true };
            Children.Add(node);
        }

        return node;
    }

    public TargetNode Member(FhirElement element)
    {
        var node = Children.Find(child => child.Element == element);
        if (node is null)
        {
            node = new TargetNode(element, null, this);
            Children.Add(node);
        }

        return node;
    }

    public TargetNode Entry(string? slice)
    {
        var node = Entries.Find(entry => entry.Slice == slice);
        if (node is null)
        {
            node = new TargetNode(Element, slice, this);
            Entries.Add(node);
        }

        return node;
    }
}
