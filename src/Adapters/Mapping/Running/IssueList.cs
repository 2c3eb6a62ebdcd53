using ZioExchange.Adapters.Mapping.Plans;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>Collects issues. Their paths are written out at the end, when it is known what repeats.</summary>
internal sealed class IssueList(MappingPlan plan)
{
    /// <summary>A document with more is hopeless; the rest is counted only.</summary>
    private const int Most = 1000;

    private readonly List<(RowPlan Row, IssueCode Code, string Value, IssuePath Path)> _issues = [];

    public int Count { get; private set; }

    public void Add(RowRun run, IssueCode code, int source)
    {
        Count++;
        if (_issues.Count >= Most)
        {
            return;
        }

        var row = run.Row;
        var slot = source < row.Sources.Length ? row.Sources[source] : default;
        var value = row.Sources.Length == 0 || code == IssueCode.RequiredMissing ? "" : Shown(run, row, slot);
        _issues.Add((row, code, value, IssuePath.Of(run, slot)));
    }

    public IReadOnlyList<MappingIssue> Finish()
    {
        if (_issues.Count == 0)
        {
            return [];
        }

        var seen = new HashSet<(string, IssueCode)>();
        var issues = new List<MappingIssue>();
        foreach (var (row, code, value, path) in _issues)
        {
            var text = path.Text(plan);
            if (seen.Add((text, code)))
            {
                var (nl, en) = IssueMessages.Sentences(code);
                issues.Add(new(row.Rule, text, value, code, nl, en));
            }
        }

        return issues;
    }

    private static string Shown(RowRun run, RowPlan row, SlotRef slot)
    {
        var text = run.Current >= 0 ? run.Frame.Up(slot.Up).Text(run.Current) : run.TryGet(slot, out var first) ? first : default;
        return text.IsEmpty ? "" : row.IsPersonal || text.Length > 40 ? "***" : text.ToString();
    }
}
