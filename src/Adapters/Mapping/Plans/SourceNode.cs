using System.Text;

namespace ZioExchange.Adapters.Mapping.Plans;

/// <summary>One element, attribute or member that the tables know, at its place in the document.</summary>
internal sealed class SourceNode(string name, SourceNode? parent)
{
    private bool? _isSkipped;
    private bool? _isOneChild;
    private SourceNode[]? _musts;

    /// <summary>The same instance that a reader gives for this name, so that comparing is quick.</summary>
    public string Name { get; } = string.Intern(name);

    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(name);

    public SourceNode? Parent { get; } = parent;

    public int Index { get; private init; }

    public bool IsAttribute => Name.StartsWith('@');

    public List<SourceNode> Children { get; } = [];

    /// <summary>Elements below this one, attributes not counted: what has none holds text.</summary>
    public bool HasElements { get; private set; }

    public bool Repeats { get; set; }

    /// <summary>Why this element and all below it are not used; null when they are.</summary>
    public string? IgnoredBecause { get; set; }

    public bool MustBePresent { get; set; }

    /// <summary>Children that must be there.</summary>
    public SourceNode[] Musts => _musts ??= [.. Children.Where(child => child.MustBePresent)];

    public ContentModel? Content { get; set; }

    public ContextPlan? Context { get; set; }

    /// <summary>Places in the content model of the parent, in order; empty when it has none or does not name this.</summary>
    public int[] Places { get; set; } = [];

    /// <summary>Filled when the plan is complete.</summary>
    public SlotTarget[] Slots { get; set; } = [];

    /// <summary>Values that are certainly complete, or certainly absent, once this element has been passed.</summary>
    public SlotTarget[] Resolves { get; set; } = [];

    /// <summary>The version values that this element may hold; null when it says nothing about the version.</summary>
    public string[]? Versions { get; set; }

    /// <summary>Place in the list of subject declarations, or -1.</summary>
    public int Subject { get; set; } = -1;

    /// <summary>It repeats, and each time it says itself which child it is about: a client in a message, an entry of a register.</summary>
    public bool IsOneChild => _isOneChild ??= Repeats && Children.Exists(child => child.LeadsToSubject);

    /// <summary>The engine itself reads it (version, match).</summary>
    public bool ReadByEngine { get; set; }

    /// <summary>Rows and guards that read this element, for the coverage report.</summary>
    public List<RowPlan> Readers { get; } = [];

    /// <summary>Named in a content model and nowhere else: what it holds is not looked at.</summary>
    public bool IsOpaque => Children.Count == 0 && !KeepsText && Context is null && Content is null;

    /// <summary>Nothing in it is looked at: ignored, and no fact or condition reads anything in it.</summary>
    public bool IsSkipped => _isSkipped ??= IgnoredBecause is not null && !IsNeeded;

    private bool LeadsToSubject => Subject >= 0 || (!Repeats && Children.Exists(child => child.LeadsToSubject));

    private bool IsNeeded => KeepsText || Context is not null || Content is not null || Children.Exists(child => child.IsNeeded);

    public bool KeepsText => Slots.Length > 0 || Versions is not null || Subject >= 0;

    public string Path => Parent is null ? "" : $"{Parent.Path}/{Name}";

    public SourceNode Child(string name)
    {
        var found = Find(name);
        if (found is null)
        {
            found = new SourceNode(name, this) { Index = Children.Count };
            Children.Add(found);
            HasElements |= !found.IsAttribute;
        }

        return found;
    }

    /// <summary>The elements that this one stands in, the nearest first.</summary>
    public IEnumerable<SourceNode> Around()
    {
        for (var node = Parent; node is not null; node = node.Parent)
        {
            yield return node;
        }
    }

    public SourceNode? Find(string name) => Children.Find(child => child.Name == name);

    /// <summary>Looks on from where the last child was found: documents mostly follow the order of the table.</summary>
    public SourceNode? Find(string name, int hint)
    {
        var children = Children;
        for (var i = 0; i < children.Count; i++)
        {
            var at = hint + i;
            var child = children[at < children.Count ? at : at - children.Count];
            if (string.Equals(child.Name, name, StringComparison.Ordinal))
            {
                return child;
            }
        }

        return null;
    }

    public bool IsBelow(SourceNode other)
    {
        for (var node = this; node is not null; node = node.Parent)
        {
            if (node == other)
            {
                return true;
            }
        }

        return false;
    }
}
