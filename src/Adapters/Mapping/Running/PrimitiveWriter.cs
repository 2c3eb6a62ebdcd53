using System.Runtime.InteropServices;
using System.Text.Json;
using ZioExchange.Adapters.Mapping.CodeMaps;
using ZioExchange.Adapters.Mapping.Plans;
using ZioExchange.Adapters.Mapping.Values;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>Writes primitives and what stands beside them (<c>_birthDate</c>).</summary>
internal sealed class PrimitiveWriter(RunState state, Utf8JsonWriter json, NodeWriter nodes)
{
    private List<(Cell Cell, TargetNode Node)>? _spare;

    public void Write(TargetNode node, Frame frame)
    {
        if (node.IsArray)
        {
            WriteArray(node, frame);
            return;
        }

        ref readonly var cell = ref Cell.Chosen(state.Cells[frame.Plan.Index], node);
        if (HasValue(cell))
        {
            json.WritePropertyName(node.Element!.Key);
            WriteValue(cell);
        }

        if (HasShadow(node, cell, frame))
        {
            json.WritePropertyName(node.Element!.ShadowKey);
            WriteShadow(node, cell, frame);
        }
    }

    private void WriteArray(TargetNode array, Frame frame)
    {
        var items = _spare ?? [];
        _spare = null;
        var (anyValue, anyShadow) = Gather(array, frame, items);
        if (anyValue)
        {
            json.WriteStartArray(array.Element!.Key);
            foreach (ref readonly var item in CollectionsMarshal.AsSpan(items))
            {
                if (HasValue(item.Cell))
                {
                    WriteValue(item.Cell);
                }
                else
                {
                    json.WriteNullValue();
                }
            }

            json.WriteEndArray();
        }

        if (anyShadow)
        {
            json.WriteStartArray(array.Element!.ShadowKey);
            foreach (ref readonly var item in CollectionsMarshal.AsSpan(items))
            {
                if (HasShadow(item.Node, item.Cell, frame))
                {
                    WriteShadow(item.Node, item.Cell, frame);
                }
                else
                {
                    json.WriteNullValue();
                }
            }

            json.WriteEndArray();
        }

        items.Clear();
        _spare = items;
    }

    /// <summary>Puts the entries in order.</summary>
    private (bool AnyValue, bool AnyShadow) Gather(TargetNode array, Frame frame, List<(Cell Cell, TargetNode Node)> items)
    {
        var live = state.Live[frame.Plan.Index];
        var (value, shadow) = (false, false);
        var numbers = array.EntryNumbers;
        for (var at = 0; at < numbers.Length; at++)
        {
            if (!live.Has(numbers[at]))
            {
                continue;
            }

            var entry = array.Entries[at];
            ref readonly var cell = ref Cell.Chosen(state.Cells[frame.Plan.Index], entry);
            foreach (ref readonly var one in cell.Kind == CellKind.Many ? CollectionsMarshal.AsSpan((List<Cell>)cell.Value!) : new ReadOnlySpan<Cell>(in cell))
            {
                if (one.Kind != CellKind.None)
                {
                    items.Add((one, entry));
                    value |= HasValue(one);
                    shadow |= HasShadow(entry, one, frame);
                }
            }
        }

        return (value, shadow);
    }

    private void WriteValue(in Cell cell)
    {
        switch (cell.Kind)
        {
            case CellKind.Number or CellKind.Boolean:
                json.WriteRawValue(cell.Text.Span, skipInputValidation: true);
                break;
            case CellKind.Coded:
                json.WriteStringValue(((CodeMapEntry)cell.Value!).Encoded.FirstCode);
                break;
            default:
                json.WriteStringValue(cell.Text.Span);
                break;
        }
    }

    private void WriteShadow(TargetNode node, in Cell cell, Frame frame)
    {
        json.WriteStartObject();
        json.WriteStartArray(MemberName.Extension);
        if (cell.Kind == CellKind.Absent)
        {
            DataAbsent.WriteEntry(json, (string)cell.Value!);
        }
        else if (cell.Kind == CellKind.Coded)
        {
            WriteCodedShadow((CodeMapEntry)cell.Value!, node.Element!.Type == "code");
        }
        else if (cell.IsEstimated)
        {
            json.WriteStartObject();
            json.WriteString(MemberName.Url, KnownExtensions.Estimated);
            json.WriteBoolean(MemberName.ValueBoolean, true);
            json.WriteEndObject();
        }

        var live = state.Live[frame.Plan.Index];
        foreach (var child in node.Children)
        {
            foreach (var extension in child.Entries)
            {
                if (live.Has(extension.Number))
                {
                    nodes.WriteEntry(extension, frame);
                }
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteCodedShadow(CodeMapEntry entry, bool isCode)
    {
        if (entry.Targets.Count == 0)
        {
            DataAbsent.WriteEntry(json, DataAbsent.Unsupported);
        }

        json.WriteRawValue(isCode ? entry.Encoded.BesideCode : entry.Encoded.BesideOther, skipInputValidation: true);
    }

    private static bool HasValue(in Cell cell) =>
        cell.Kind is CellKind.Text or CellKind.Number or CellKind.Boolean
        || (cell.Kind == CellKind.Coded && ((CodeMapEntry)cell.Value!).Targets.Count > 0);

    private bool HasShadow(TargetNode node, in Cell cell, Frame frame)
    {
        if (cell.IsEstimated || cell.Kind is CellKind.Absent)
        {
            return true;
        }

        if (cell.Kind == CellKind.Coded)
        {
            return !((CodeMapEntry)cell.Value!).Encoded.IsItsOwnTarget;
        }

        foreach (var number in node.ChildNumbers)
        {
            if (state.Live[frame.Plan.Index].Has(number))
            {
                return true;
            }
        }

        return false;
    }
}
