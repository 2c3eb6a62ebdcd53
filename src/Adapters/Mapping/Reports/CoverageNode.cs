namespace ZioExchange.Adapters.Mapping.Reports;

/// <summary>One element, attribute or member of the document itself.</summary>
internal sealed class CoverageNode(string name, CoverageNode? parent, int ordinal, bool isArrayItem)
{
    /// <summary>Why a value is left out as long as no row says so.</summary>
    public const string NotChosen = "empty, or another value was chosen";

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
        // Among reasons to leave a value out, a row's own is told rather than that nothing chose it.
        if (status > Status || (status == CoverageStatus.Ignored && Status == status && Why == NotChosen && why.Length > 0))
        {
            (Status, Why) = (status, why);
        }
    }
}
