using System.Runtime.InteropServices;
using ZioExchange.Adapters.Mapping.Conversions;
using ZioExchange.Adapters.Mapping.Plans;
using ZioExchange.Adapters.Mapping.Reports;
using ZioExchange.Adapters.Mapping.Values;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>Runs the rows of a context for one of its elements, then gives fragments and resources to the writer.</summary>
internal sealed class FrameEvaluator
{
    private readonly RunState _state;
    private readonly ResourceWriter _writer;
    private readonly RowRun _run;

    public FrameEvaluator(RunState state, ResourceWriter writer)
    {
        (_state, _writer) = (state, writer);
        _run = new RowRun(state, writer);
    }

    /// <summary>Decides results and which resources are there; nothing is written yet.</summary>
    public void RunRows(Frame frame)
    {
        var context = frame.Plan.Index;
        var cells = _state.Cells[context];
        _state.ForgetGiven(context);
        RunFacts(frame, cells);
        _run.Volume = null;
        foreach (var period in frame.Plan.Periods)
        {
            Ends.Check(period, _run, frame, cells);
        }

        Label(frame, CollectionsMarshal.AsSpan(_state.Given[context]));
        foreach (var instance in frame.Plan.Instances)
        {
            frame.Exists[instance.Place] = instance.IsPatient
                ? _state.HasPatient
                : IsThere(instance, frame, cells);
        }

        foreach (var row in _state.Selection.Links[context])
        {
            Run(row, CollectionsMarshal.AsSpan(row.Guards), frame, cells);
        }
    }

    public void Write(Frame frame)
    {
        var live = _state.LiveFor(frame);
        var cells = _state.Cells[frame.Plan.Index];
        foreach (var fragment in frame.Plan.Fragments)
        {
            if (live.IsWorthAdding(fragment.Entry))
            {
                _writer.WriteFragment(fragment, frame);
            }
        }

        foreach (var instance in frame.Plan.Instances)
        {
            if (instance.IsPatient ? frame.Exists[instance.Place] : IsThere(instance, frame, cells))
            {
                _writer.WriteResource(instance, frame);
            }
        }
    }

    /// <summary>Nothing of a document stays behind.</summary>
    public void Forget() => _run.Forget();

    private static void Label(Frame frame, ReadOnlySpan<RowPlan> rows)
    {
        foreach (var row in rows)
        {
            if (row.IsContent && row.Fragment is null && row.Instance is { } instance)
            {
                frame.Categories[instance.Place] |= row.Category;
            }
        }
    }

    /// <summary>Runs the rows that can give something here. With a report all of them, because each says what it did not take.</summary>
    private void RunFacts(Frame frame, Cell[] cells)
    {
        var facts = _state.Selection.Facts[frame.Plan.Index];
        if (_state.Coverage is not null)
        {
            foreach (var row in facts)
            {
                Run(row, CollectionsMarshal.AsSpan(row.Guards), frame, cells);
            }

            return;
        }

        var rows = _state.Selection.Due[frame.Plan.Index];
        Span<ulong> due = stackalloc ulong[rows.Words];
        rows.Begin(due);
        foreach (var slot in frame.Filled)
        {
            rows.Wake(slot, due);
        }

        foreach (var shared in rows.Shared)
        {
            if (shared.Marks is null && !shared.Touches(due))
            {
                continue;
            }

            _run.Move(facts[0], frame);
            if (ConditionRunner.Holds(shared.Kind, shared.Condition, _run) != shared.MustHold)
            {
                Restrict(shared.Marks, frame);
                shared.Remove(due);
            }
        }

        var word = 0;
        for (var at = DueRows.Next(due, ref word); at >= 0; at = DueRows.Next(due, ref word))
        {
            Run(facts[at], rows.Own(at), frame, cells);
        }
    }

    private void Run(RowPlan row, ReadOnlySpan<Guard> guards, Frame frame, Cell[] cells)
    {
        var cell = RunRow(row, guards, frame, cells);
        if (cell.Kind != CellKind.None)
        {
            cells[row.Cell] = cell;
            _state.Given[frame.Plan.Index].Add(row);
        }
    }

    private Cell RunRow(RowPlan row, ReadOnlySpan<Guard> guards, Frame frame, Cell[] cells)
    {
        if (row.IsSilentWhenEmpty && _state.Coverage is null && !HasAny(row, frame))
        {
            return default;
        }

        _run.Move(row, frame);
        if (guards.Length > 0 && !Passes(row, guards, frame))
        {
            return default;
        }

        Cover(row, frame, CoverageStatus.Used, "");
        foreach (var before in row.Before)
        {
            if (cells[before.Cell].Kind != CellKind.None)
            {
                return default;
            }
        }

        var cell = row.Conversion.Convert(_run);
        return row.Required && row.Conversion.ReadsSource ? Required(row, cell) : cell;
    }

    private static bool HasAny(RowPlan row, Frame frame)
    {
        foreach (var slot in row.Sources)
        {
            if (frame.Up(slot.Up).First(slot.Slot) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private Cell Required(RowPlan row, Cell cell)
    {
        if (cell.Kind is not (CellKind.None or CellKind.Absent))
        {
            _state.RequiredFilled++;
            return cell;
        }

        _state.RequiredMissing.Add(row.Index);
        return cell.Kind == CellKind.Absent || (row.Conversion is VolumeConversion && _run.Has(0))
            ? cell
            : _run.Fail(IssueCode.RequiredMissing, reason: DataAbsent.Unknown);
    }

    private bool IsThere(InstancePlan instance, Frame frame, Cell[] cells) => frame.Categories[instance.Place] != 0 && Naming.Holds(instance, frame, cells) && Passes(instance, frame);

    private bool Passes(InstancePlan instance, Frame frame)
    {
        if (instance.Gates.Count == 0)
        {
            return true;
        }

        _run.Move(instance.Home.Rows[0], frame);
        foreach (var gate in instance.Gates)
        {
            var holds = ConditionRunner.Holds(gate.Kind, gate.Condition, _run);
            if (gate.Kind == GuardKind.Restrict)
            {
                frame.Restricted[instance.Place] |= holds;
            }
            else if (holds != (gate.Kind == GuardKind.When))
            {
                return false;
            }
        }

        return true;
    }

    private bool Passes(RowPlan row, ReadOnlySpan<Guard> guards, Frame frame)
    {
        foreach (var guard in guards)
        {
            if (ConditionRunner.Holds(guard.Kind, guard.Condition, _run) == (guard.Kind == GuardKind.When))
            {
                continue;
            }

            Restrict(guard.Kind == GuardKind.Suppress ? row.Instance : null, frame);
            Cover(row, frame, CoverageStatus.Ignored, guard.Because.Length > 0 ? guard.Because : $"the condition of {row.Rule} does not hold");
            return false;
        }

        return true;
    }

    /// <summary>Something secret is left out of a resource of this frame or of one above it.</summary>
    private static void Restrict(InstancePlan? instance, Frame frame)
    {
        if (instance is not null)
        {
            frame.Up(frame.Plan.Depth - instance.Home.Depth).Restricted[instance.Place] = true;
        }
    }

    /// <summary>The report speaks of each value, so each is marked.</summary>
    private void Cover(RowPlan row, Frame frame, CoverageStatus status, string why)
    {
        if (_state.Coverage is null)
        {
            return;
        }

        foreach (var slot in row.Reads)
        {
            if (slot.Up >= 0)
            {
                var owner = frame.Up(slot.Up);
                for (var at = owner.First(slot.Slot); at >= 0; at = owner.At(at).Next)
                {
                    owner.At(at).Cover?.Set(status, why);
                }
            }
        }
    }
}
