using System.Globalization;

namespace ZioExchange.Adapters.Mapping.Reports;

/// <summary>The document as a tree of names, to account for every leaf. Only made when a report is asked for.</summary>
internal sealed class CoverageTree(bool isXml)
{
    public CoverageNode Document { get; } = new("", null, 0, false);

    /// <summary>Every leaf in document order, with its path.</summary>
    public IEnumerable<(string Path, CoverageNode Node)> Leaves() => Leaves(Document, "");

    private IEnumerable<(string Path, CoverageNode Node)> Leaves(CoverageNode node, string path)
    {
        foreach (var child in node.Children)
        {
            var own = path + Step(node, child, path.Length == 0);
            if (!child.HasElements && (child.Children.Count == 0 || child.HasValue))
            {
                yield return (own, child);
            }

            foreach (var below in Leaves(child, own))
            {
                yield return below;
            }
        }
    }

    private string Step(CoverageNode parent, CoverageNode child, bool first)
    {
        var index = isXml
            ? parent.Repeats(child.Name) ? child.Ordinal + 1 : -1
            : child.IsArrayItem ? child.Ordinal : -1;
        var place = index < 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"[{index}]");
        return isXml ? $"/{child.Name}{place}" : $"{(first || child.Name.Length == 0 ? "" : ".")}{child.Name}{place}";
    }
}
