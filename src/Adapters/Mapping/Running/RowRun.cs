using System.Text.Json;
using ZioExchange.Adapters.Mapping.Conversions;
using ZioExchange.Adapters.Mapping.Plans;
using ZioExchange.Adapters.Mapping.Values;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>What a conversion sees: the values of one row in one frame, and where issues go. One object, moved from row to row.</summary>
internal sealed class RowRun(RunState state, ResourceWriter writer)
{
    public RowPlan Row { get; private set; } = null!;

    public Frame Frame { get; private set; } = null!;

    /// <summary>The occurrence of a repeating leaf that is being converted; -1 is the first or only one.</summary>
    public int Current { get; private set; } = -1;

    public DateOnly? Now => state.Now;

    /// <summary>The volume that another row of this frame came to, for rows that read and convert the same.</summary>
    public (VolumeConversion By, RowPlan Row, CareVolume Volume)? Volume { get; set; }

    /// <summary>Per template: the last value, and the system that it gave.</summary>
    public Dictionary<Template, (string Value, JsonEncodedText System)> Systems { get; } = [];

    public void Forget() => Systems.Clear();

    public void Move(RowPlan row, Frame frame) => (Row, Frame, Current) = (row, frame, -1);

    /// <summary>Remembers whether something secret was met; where a record told that all are, it is met everywhere.</summary>
    public bool TakeSecret(bool holds)
    {
        state.HasSecret |= holds;
        return holds || state.Setting.IsSecret;
    }

    public bool Has(int source) => TryGet(Row.Sources[source], out _);

    /// <summary>The first value of a source; empty when there is none.</summary>
    public ReadOnlyMemory<char> Value(int source) => TryGet(Row.Sources[source], out var text) ? text : default;

    public bool TryGet(SlotRef slot, out ReadOnlyMemory<char> text)
    {
        if (slot.Up < 0)
        {
            text = state.Party.AsMemory();
            return !text.IsEmpty;
        }

        var frame = Frame.Up(slot.Up);
        var value = frame.First(slot.Slot);
        text = value < 0 ? default : frame.Text(value);
        return value >= 0;
    }

    /// <summary>Converts each value of the only source by itself.</summary>
    public Cell Each(Func<RowRun, ReadOnlyMemory<char>, Cell> convert)
    {
        var slot = Row.Sources[0];
        if (slot.Up < 0)
        {
            return TryGet(slot, out var party) ? convert(this, party) : default;
        }

        var frame = Frame.Up(slot.Up);
        var at = frame.First(slot.Slot);
        if (at < 0)
        {
            return default;
        }

        if (!Row.TakesMany || frame.At(at).Next < 0)
        {
            return convert(this, frame.Text(at));
        }

        var cells = new List<Cell>();
        for (; at >= 0; at = frame.At(at).Next)
        {
            Current = at;
            cells.Add(convert(this, frame.Text(at)));
        }

        Current = -1;
        return new Cell { Kind = CellKind.Many, Value = cells };
    }

    /// <summary>Every value of every source, in order.</summary>
    public IEnumerable<ReadOnlyMemory<char>> All()
    {
        foreach (var slot in Row.Sources)
        {
            if (slot.Up < 0)
            {
                if (TryGet(slot, out var party))
                {
                    yield return party;
                }

                continue;
            }

            var frame = Frame.Up(slot.Up);
            for (var at = frame.First(slot.Slot); at >= 0; at = frame.At(at).Next)
            {
                yield return frame.Text(at);
            }
        }
    }

    public string ReferenceTo(InstancePlan instance, Frame frame) => writer.ReferenceTo(instance, frame);

    public void Issue(IssueCode code, int source) => state.Issues.Add(this, code, source);

    /// <summary>Tells the issue and gives what stands in the place of the value.</summary>
    public Cell Fail(IssueCode code, int source = 0, string reason = DataAbsent.Error)
    {
        Issue(code, source);
        return Cell.Absent(reason);
    }
}
