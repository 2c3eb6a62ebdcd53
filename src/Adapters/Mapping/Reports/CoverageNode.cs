namespace ZioExchange.Adapters.Mapping.Reports;

/// <summary>One element, attribute or member of the document itself.</summary>
internal sealed class CoverageNode(string name, CoverageNode? parent, int ordinal, bool isArrayItem)
{
    private Dictionary<string, int>? _counts;

    public string Name { get; } = name;

    public CoverageNode? Parent { get; } = parent;

    public int Ordinal { get; } = ordinal;

    public bool IsArrayItem { get; } = isArrayItem;

    public List<CoverageNode> Children { get; } = [];

    public bool HasElements { get; private set; }

    /// <summary>It holds text of its own beside attributes.</summary>
    public bool HasValue { get; set; }

    public CoverageStatus Status { get; private set; }

    public string Why { get; private set; } = "";

    public CoverageNode Add(string name, int? index)
    {
        _counts ??= new(StringComparer.Ordinal);
        var count = _counts.GetValueOrDefault(name);
        _counts[name] = count + 1;
        var child = new CoverageNode(name, this, index ?? count, index is not null);
        Children.Add(child);
        HasElements |= !name.StartsWith('@');
        return child;
    }

    public bool Repeats(string child) => _counts!.GetValueOrDefault(child) > 1;

    public void Set(CoverageStatus status, string why)
    {
        if (status > Status)
        {
            (Status, Why) = (status, why);
        }
    }
}
