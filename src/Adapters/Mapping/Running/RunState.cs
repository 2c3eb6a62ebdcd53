using ZioExchange.Adapters.Mapping.Conversions;
using ZioExchange.Adapters.Mapping.Plans;
using ZioExchange.Adapters.Mapping.Reports;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>What one run over one document shares between its parts.</summary>
internal sealed class RunState
{
    public RunState(MappingPlan plan, CategoryBits bits)
    {
        (Plan, Bits) = (plan, bits);
        Released = new bool[plan.Rows.Count];
        Cells = [.. plan.Tree.Contexts.Select(context => new Cell[context.Rows.Count])];
        Live = [.. plan.Tree.Contexts.Select(context => new bool[context.Nodes])];
        Issues = new IssueList(plan);
    }

    public MappingPlan Plan { get; }

    public RunSetting Setting { get; private set; } = null!;

    public CategoryBits Bits { get; }

    public DateOnly? Now => Setting.Now;

    public string? Party => Setting.PartyValue;

    /// <summary>The rows whose categories are permitted.</summary>
    public RowSelection Selection { get; private set; } = null!;

    /// <summary>Per row: its categories are permitted.</summary>
    public bool[] Runs => Selection.Runs;

    /// <summary>Per row: it released something.</summary>
    public bool[] Released { get; }

    /// <summary>Required rows that were filled and that were not.</summary>
    public int RequiredFilled { get; set; }

    public HashSet<int> RequiredMissing { get; } = [];

    /// <summary>Per context: results of its rows for the frame at hand.</summary>
    public Cell[][] Cells { get; }

    public bool[][] Live { get; }

    public bool HasPatient { get; private set; }

    public IssueList Issues { get; private set; }

    public CoverageTree? Coverage { get; private set; }

    public List<SubjectKey> Subjects { get; private set; } = [];

    public void Begin(RunSetting setting)
    {
        Setting = setting;
        Selection = Plan.Select(setting.Categories);
        foreach (var row in Selection.Constants)
        {
            Cells[row.Context.Index][row.Cell] = ((ConstConversion)row.Conversion).Cell;
        }

        HasPatient = Bits.Identity != 0 && (setting.Categories & Bits.Identity) != 0 && Plan.HasPatient;
        Coverage = setting.WithCoverage ? new CoverageTree(Plan.IsXml) : null;
    }

    public void Forget()
    {
        Array.Clear(Released);
        foreach (var cells in Cells)
        {
            Array.Clear(cells);
        }

        RequiredMissing.Clear();
        (RequiredFilled, Coverage, Subjects) = (0, null, []);
        Issues = Issues.Count == 0 ? Issues : new IssueList(Plan);
    }
}
