using ZioExchange.Adapters.Mapping.Plans;
using ZioExchange.Adapters.Mapping.Reports;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>Accounts for every element that is met, when a report is asked for.</summary>
internal sealed class CoverageAccount(RunState state)
{
    /// <summary>What can be said of an element at once; rows that run say the rest.</summary>
    public void Note(SourceNode? node, Level parent, CoverageNode? cover)
    {
        if (cover is null)
        {
            return;
        }

        if (node is null && state.Plan.Ignored.TryGetValue(cover.Name, out var everywhere))
        {
            cover.Set(CoverageStatus.Ignored, everywhere);
        }
        else if (node is null)
        {
            var isBelowIgnored = parent.Node?.IgnoredBecause is not null
                || (parent.Cover!.Status == CoverageStatus.Ignored && parent.Node is not { Readers.Count: > 0 });
            cover.Set(isBelowIgnored ? CoverageStatus.Ignored : CoverageStatus.Forgotten, parent.Cover!.Why);
        }
        else if (node.IgnoredBecause is { } why)
        {
            cover.Set(CoverageStatus.Ignored, why);
        }
        else if (node.ReadByEngine)
        {
            cover.Set(CoverageStatus.Used, "");
        }
        else if (node.Readers.Count > 0 && !node.Readers.Exists(row => state.Runs[row.Index]))
        {
            cover.Set(CoverageStatus.Ignored, $"outside the categories asked for: {string.Join(", ", node.Readers.Select(row => row.Row.Category).Where(code => code != "-").Distinct())}");
        }
        else if (node.Readers.Count > 0)
        {
            cover.Set(CoverageStatus.Ignored, CoverageNode.NotChosen);
        }
        else if (parent.Cover is { Status: CoverageStatus.Ignored } above)
        {
            cover.Set(CoverageStatus.Ignored, above.Why);
        }
    }
}
