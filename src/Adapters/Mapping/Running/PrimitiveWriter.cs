using System.Text.Json;
using ZioExchange.Adapters.Mapping.CodeMaps;
using ZioExchange.Adapters.Mapping.Plans;
using ZioExchange.Adapters.Mapping.Values;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>Writes primitives and what stands beside them (<c>_birthDate</c>).</summary>
internal sealed class PrimitiveWriter(RunState state, Utf8JsonWriter json)
{
    public void Write(TargetNode node, Frame frame)
    {
        if (node.IsArray)
        {
            WriteArray(node, frame);
            return;
        }

        var cell = Chosen(node, frame);
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
        var items = Items(array, frame);
        if (items.Exists(item => HasValue(item.Cell)))
        {
            json.WriteStartArray(array.Element!.Key);
            foreach (var (cell, _) in items)
            {
                if (HasValue(cell))
                {
                    WriteValue(cell);
                }
                else
                {
                    json.WriteNullValue();
                }
            }

            json.WriteEndArray();
        }

        if (items.Exists(item => HasShadow(item.Node, item.Cell, frame)))
        {
            json.WriteStartArray(array.Element!.ShadowKey);
            foreach (var (cell, node) in items)
            {
                if (HasShadow(node, cell, frame))
                {
                    WriteShadow(node, cell, frame);
                }
                else
                {
                    json.WriteNullValue();
                }
            }

            json.WriteEndArray();
        }
    }

    private List<(Cell Cell, TargetNode Node)> Items(TargetNode array, Frame frame)
    {
        var items = new List<(Cell, TargetNode)>();
        foreach (var entry in array.Entries.Where(entry => state.Live[frame.Plan.Index][entry.Number]))
        {
            var cell = Chosen(entry, frame);
            var cells = cell.Kind == CellKind.Many ? (List<Cell>)cell.Value! : [cell];
            items.AddRange(cells.Where(one => one.Kind != CellKind.None).Select(one => (one, entry)));
        }

        return items;
    }

    private void WriteValue(in Cell cell)
    {
        switch (cell.Kind)
        {
            case CellKind.Number or CellKind.Boolean:
                json.WriteRawValue(cell.Text.Span, skipInputValidation: true);
                break;
            case CellKind.Coded:
                json.WriteStringValue(((CodeMapEntry)cell.Value!).Targets[0].Code);
                break;
            default:
                json.WriteStringValue(cell.Text.Span);
                break;
        }
    }

    private void WriteShadow(TargetNode node, in Cell cell, Frame frame)
    {
        json.WriteStartObject();
        json.WriteStartArray("extension"u8);
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
            json.WriteString("url"u8, KnownExtensions.Estimated);
            json.WriteBoolean("valueBoolean"u8, true);
            json.WriteEndObject();
        }

        var nodes = new NodeWriter(state, json);
        foreach (var extension in node.Children.SelectMany(child => child.Entries).Where(entry => state.Live[frame.Plan.Index][entry.Number]))
        {
            nodes.WriteEntry(extension, frame);
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

        CellWriter.WriteSourceExtension(json, entry, isCode);
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
            var entry = (CodeMapEntry)cell.Value!;
            return !entry.Targets.Any(target => target.System == entry.System && target.Code == entry.Code);
        }

        foreach (var child in node.Children)
        {
            if (state.Live[frame.Plan.Index][child.Number])
            {
                return true;
            }
        }

        return false;
    }

    private Cell Chosen(TargetNode node, Frame frame)
    {
        var cells = state.Cells[frame.Plan.Index];
        foreach (var row in node.Rows)
        {
            if (cells[row.Cell].Kind != CellKind.None)
            {
                return cells[row.Cell];
            }
        }

        return default;
    }
}
