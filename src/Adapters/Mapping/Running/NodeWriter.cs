using System.Text.Json;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Plans;
using ZioExchange.Adapters.Mapping.Values;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>Writes the nodes of a target. The shape was checked against the FHIR table when the table was read.</summary>
internal sealed class NodeWriter(RunState state, Utf8JsonWriter json)
{
    private PrimitiveWriter? _primitives;

    /// <summary>Marks what is to be written. An object with content rows is there when one of them gave something; what comes along alone is not.</summary>
    public bool FindLive(TargetNode node, Frame frame)
    {
        var (has, content) = Mark(node, frame);
        return has && (content || !node.HasContent);
    }

    public void WriteEntry(TargetNode entry, Frame frame)
    {
        json.WriteStartObject();
        WriteMembers(entry, frame, null);
        json.WriteEndObject();
    }

    /// <summary>The members of an object, without its braces.</summary>
    public void WriteMembers(TargetNode node, Frame frame, SubjectIdentity? subject)
    {
        if (node.ExtensionUrl is not null)
        {
            json.WriteString("url"u8, node.ExtensionUrl);
        }

        if (node.Element is { } element && Chosen(node, frame) is { Kind: not CellKind.None } cell)
        {
            CellWriter.WriteMembers(json, cell, element.Type);
            if (cell.Kind == CellKind.Absent || CellWriter.WritesExtension(cell, element.Type))
            {
                WriteChildren(node, frame, subject, withoutExtension: true);
                return;
            }
        }

        WriteChildren(node, frame, subject, withoutExtension: false);
    }

    private void WriteChildren(TargetNode node, Frame frame, SubjectIdentity? subject, bool withoutExtension)
    {
        var live = state.Live[frame.Plan.Index];
        FhirElement? last = null;
        foreach (var child in node.Children)
        {
            var element = child.Element!;
            if (subject is not null && element.Ordinal >= 0 && element.Name == "identifier" && node.Element is null)
            {
                WriteArray(child, frame, subject);
                (subject, last) = (null, element);
            }
            else if (live[child.Number] && !(element.Choice is not null && last?.Ordinal == element.Ordinal) && !(withoutExtension && element.Name == "extension"))
            {
                Write(child, frame);
                last = element;
            }
        }

        if (subject is not null && node.Element is null)
        {
            json.WriteStartArray("identifier"u8);
            WriteIdentity(subject);
            json.WriteEndArray();
        }

        foreach (var required in node.Required)
        {
            if (!live[required.Number])
            {
                WriteAbsent(required);
            }
        }
    }

    private (bool Has, bool Content) Mark(TargetNode node, Frame frame)
    {
        var (has, content, own) = (false, false, false);
        var cells = state.Cells[frame.Plan.Index];
        foreach (var row in node.Rows)
        {
            if (cells[row.Cell].Kind != CellKind.None)
            {
                // A default that stands beside guarded rows speaks for the element, though it makes no resource.
                (has, own) = (true, true);
                content |= row.IsContent || row.Conversion is Conversions.RefConversion;
            }
        }

        foreach (var child in node.Children)
        {
            Join(child);
        }

        foreach (var entry in node.Entries)
        {
            Join(entry);
            own |= state.Live[frame.Plan.Index][entry.Number];
        }

        foreach (var list in node.FragmentLists)
        {
            if (frame.Fragments[list] is { Count: > 0 })
            {
                (has, content) = (true, true);
            }
        }

        state.Live[frame.Plan.Index][node.Number] = has && (content || own || !node.HasContent);
        return (state.Live[frame.Plan.Index][node.Number], content);

        void Join(TargetNode part)
        {
            var (partHas, partContent) = Mark(part, frame);
            has |= partHas;
            content |= partContent;
        }
    }

    private void Write(TargetNode node, Frame frame)
    {
        var element = node.Element!;
        if (element.IsPrimitive)
        {
            (_primitives ??= new PrimitiveWriter(state, json)).Write(node, frame);
        }
        else if (node.IsArray)
        {
            WriteArray(node, frame, null);
        }
        else
        {
            json.WriteStartObject(element.Key);
            WriteMembers(node, frame, null);
            json.WriteEndObject();
        }
    }

    private void WriteArray(TargetNode array, Frame frame, SubjectIdentity? subject)
    {
        json.WriteStartArray(array.Element!.Key);
        if (subject is not null)
        {
            WriteIdentity(subject);
        }

        foreach (var entry in array.Entries)
        {
            if (!state.Live[frame.Plan.Index][entry.Number])
            {
                continue;
            }

            if (Chosen(entry, frame) is { Kind: CellKind.Many, Value: List<Cell> many })
            {
                foreach (var one in many)
                {
                    if (one.Kind == CellKind.None)
                    {
                        continue;
                    }

                    json.WriteStartObject();
                    CellWriter.WriteMembers(json, one, array.Element.Type);
                    json.WriteEndObject();
                }
            }
            else
            {
                WriteEntry(entry, frame);
            }
        }

        foreach (var list in array.FragmentLists)
        {
            for (var at = 0; at < (frame.Fragments[list]?.Count ?? 0); at++)
            {
                json.WriteRawValue(frame.Fragments[list]!.At(at), skipInputValidation: true);
            }
        }

        json.WriteEndArray();
    }

    private void WriteIdentity(SubjectIdentity subject)
    {
        json.WriteStartObject();
        new IdentifierValue(subject.System, subject.Value.AsMemory()).WriteMembers(json);
        json.WriteEndObject();
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

    private void WriteAbsent(TargetNode node)
    {
        var reason = RunsAny(node) ? DataAbsent.Unknown : DataAbsent.Masked;
        var element = node.Element!;
        if (element.IsArray)
        {
            json.WriteStartArray(element.IsPrimitive ? element.ShadowKey : element.Key);
            json.WriteStartObject();
        }
        else
        {
            json.WriteStartObject(element.IsPrimitive ? element.ShadowKey : element.Key);
        }

        DataAbsent.WriteExtension(json, reason);
        json.WriteEndObject();
        if (element.IsArray)
        {
            json.WriteEndArray();
        }
    }

    private bool RunsAny(TargetNode node) =>
        node.Rows.Exists(row => state.Runs[row.Index]) || node.Children.Exists(RunsAny) || node.Entries.Exists(RunsAny);
}
