using System.Runtime.InteropServices;
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
        Live = [.. plan.Tree.Contexts.Select(context => new Liveness(context.Nodes))];
        Given = [.. plan.Tree.Contexts.Select(_ => new List<RowPlan>())];
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

    /// <summary>Per context: what is to be written for the frame at hand.</summary>
    public Liveness[] Live { get; }

    /// <summary>Per context: the rows that gave something for the frame at hand.</summary>
    public List<RowPlan>[] Given { get; }

    /// <summary>A Patient is permitted, and written for a document that holds one.</summary>
    public bool HasPatient { get; private set; }

    public IssueList Issues { get; private set; }

    public CoverageTree? Coverage { get; private set; }

    public List<SubjectKey> Subjects { get; private set; } = [];

    /// <summary>Something of the document was found to be secret.</summary>
    public bool HasSecret { get; set; }

    public void Begin(RunSetting setting)
    {
        Setting = setting;
        if (Plan.Select(setting.Categories) is var selection && selection != Selection)
        {
            Fix(selection);
        }

        HasPatient = Bits.Identity != 0 && (setting.Categories & Bits.Identity) != 0 && Plan.HasPatient;
        Coverage = setting.WithCoverage ? new CoverageTree(Plan.IsXml) : null;
    }

    /// <summary>Works out what is to be written for a frame whose rows have run and whose lists are full.</summary>
    public Liveness LiveFor(Frame frame)
    {
        var context = frame.Plan.Index;
        var live = Live[context];
        live.Begin(Selection.Live[context]);
        foreach (var row in CollectionsMarshal.AsSpan(Given[context]))
        {
            live.Give(row);
        }

        foreach (var array in CollectionsMarshal.AsSpan(frame.Plan.Gathering))
        {
            foreach (var list in CollectionsMarshal.AsSpan(array.FragmentLists))
            {
                if (frame.Fragments[list] is { Count: > 0 })
                {
                    live.GiveEntries(array);
                }
            }
        }

        return live;
    }

    /// <summary>Empties what the last element of a context gave.</summary>
    public void ForgetGiven(int context)
    {
        var cells = Cells[context];
        foreach (var row in Given[context])
        {
            cells[row.Cell] = default;
        }

        Given[context].Clear();
    }

    public void Forget()
    {
        Array.Clear(Released);
        for (var context = 0; context < Cells.Length; context++)
        {
            ForgetGiven(context);
        }

        RequiredMissing.Clear();
        (RequiredFilled, Coverage, Subjects, HasSecret) = (0, null, [], false);
        Issues = Issues.Count == 0 ? Issues : new IssueList(Plan);
    }

    /// <summary>Constants are the same in every document that is read for these categories.</summary>
    private void Fix(RowSelection selection)
    {
        foreach (var cells in Cells)
        {
            Array.Clear(cells);
        }

        Selection = selection;
        foreach (var row in selection.Constants)
        {
            Cells[row.Context.Index][row.Cell] = ((ConstConversion)row.Conversion).Cell;
        }
    }
}
