using ZioExchange.Adapters.Mapping.Plans;
using ZioExchange.Adapters.Mapping.Reports;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>What one run over one document shares between its parts.</summary>
internal sealed class RunState
{
    public RunState(MappingPlan plan, RunSetting setting, CategoryBits bits)
    {
        (Plan, Setting, Bits) = (plan, setting, bits);
        Runs = [.. plan.Rows.Select(row => (row.Needs & ~setting.Categories) == 0)];
        Released = new bool[plan.Rows.Count];
        Cells = [.. plan.Tree.Contexts.Select(context => new Cell[context.Rows.Count])];
        Live = [.. plan.Tree.Contexts.Select(context => new bool[context.Nodes])];
        HasPatient = bits.Identity != 0 && (setting.Categories & bits.Identity) != 0 && plan.Instances.Any(instance => instance.IsPatient);
        Issues = new IssueList(plan);
        Coverage = setting.WithCoverage ? new CoverageTree(plan.IsXml) : null;
    }

    public MappingPlan Plan { get; }

    public RunSetting Setting { get; }

    public CategoryBits Bits { get; }

    public DateOnly? Now => Setting.Now;

    public string? Party => Setting.PartyValue;

    /// <summary>Per row: its categories are permitted.</summary>
    public bool[] Runs { get; }

    /// <summary>Per row: it released something.</summary>
    public bool[] Released { get; }

    /// <summary>Required rows that were filled and that were not.</summary>
    public int RequiredFilled { get; set; }

    public HashSet<int> RequiredMissing { get; } = [];

    /// <summary>Per context: results of its rows for the frame at hand.</summary>
    public Cell[][] Cells { get; }

    public bool[][] Live { get; }

    public bool HasPatient { get; }

    public IssueList Issues { get; }

    public CoverageTree? Coverage { get; }

    public List<SubjectKey> Subjects { get; } = [];
}
