using ZioExchange.Adapters.Mapping.Plans;
using ZioExchange.Adapters.Mapping.Reports;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>One open element of the document. Reused for every element at its depth.</summary>
internal sealed class Level
{
    /// <summary>Null when the table does not know the element.</summary>
    public SourceNode? Node;

    /// <summary>Nothing below is looked at: unknown or ignored.</summary>
    public bool Skips;

    public int[] Counts = [];

    public SiblingCount?[] Siblings = [];

    /// <summary>Where to look for the next child first.</summary>
    public int Hint;

    /// <summary>Place in the content model, and how often.</summary>
    public int Part;
    public int PartCount;
    public string? PartName;

    public ulong[] PartsSeen = [];

    public bool HasElements;

    public int TextStart;

    public CoverageNode? Cover;

    public void Reset(SourceNode? node, bool skips, int textStart, CoverageNode? cover)
    {
        (Node, Skips, TextStart, Cover) = (node, skips, textStart, cover);
        (Hint, Part, PartCount, HasElements) = (0, 0, 0, false);
        if (node is null || skips)
        {
            return;
        }

        var children = node.Children.Count;
        if (Counts.Length < children)
        {
            Counts = new int[children];
            Siblings = new SiblingCount?[children];
        }
        else if (children > 0)
        {
            Array.Clear(Counts, 0, children);
            Array.Clear(Siblings, 0, children);
        }

        var words = node.Content?.Words ?? 0;
        if (PartsSeen.Length < words)
        {
            PartsSeen = new ulong[words];
        }
        else if (words > 0)
        {
            Array.Clear(PartsSeen, 0, words);
        }
    }
}
