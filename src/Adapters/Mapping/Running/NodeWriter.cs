using System.Text.Json;
using ZioExchange.Adapters.Fhir;
using ZioExchange.Adapters.Mapping.Plans;
using ZioExchange.Adapters.Mapping.Values;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>Writes the nodes of a target. The shape was checked against the FHIR table when the table was read.</summary>
internal sealed class NodeWriter
{
    private readonly RunState _state;
    private readonly Utf8JsonWriter _json;
    private readonly PrimitiveWriter _primitives;

    public NodeWriter(RunState state, Utf8JsonWriter json)
    {
        (_state, _json) = (state, json);
        _primitives = new PrimitiveWriter(state, json, this);
    }

    public void WriteEntry(TargetNode entry, Frame frame)
    {
        _json.WriteStartObject();
        WriteMembers(entry, frame, null);
        _json.WriteEndObject();
    }

    /// <summary>The members of an object, without its braces.</summary>
    public void WriteMembers(TargetNode node, Frame frame, SubjectIdentity? subject)
    {
        if (node.ExtensionUrl is not null)
        {
            _json.WriteString(MemberName.Url, node.EncodedUrl);
        }

        if (node.Rows.Count > 0 && node.Element is { } element && Chosen(node, frame) is { Kind: not CellKind.None } cell)
        {
            CellWriter.WriteMembers(_json, cell, element.Type);
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
        var live = _state.Live[frame.Plan.Index];
        FhirElement? last = null;
        var numbers = node.ChildNumbers;
        for (var at = 0; at < numbers.Length; at++)
        {
            var isLive = live.Has(numbers[at]);
            if (!isLive && subject is null)
            {
                continue;
            }

            var child = node.Children[at];
            var element = child.Element!;
            if (subject is not null && element.Ordinal >= 0 && element.Name == "identifier" && node.Element is null)
            {
                WriteArray(child, frame, subject);
                (subject, last) = (null, element);
            }
            else if (isLive && !(element.Choice is not null && last?.Ordinal == element.Ordinal) && !(withoutExtension && element.Name == "extension"))
            {
                Write(child, frame);
                last = element;
            }
        }

        if (subject is not null && node.Element is null)
        {
            _json.WriteStartArray(MemberName.Identifier);
            WriteIdentity(subject);
            _json.WriteEndArray();
        }

        foreach (var required in node.Required)
        {
            if (!live.Has(required.Number))
            {
                WriteAbsent(required);
            }
        }
    }

    private void Write(TargetNode node, Frame frame)
    {
        var element = node.Element!;
        if (element.IsPrimitive)
        {
            _primitives.Write(node, frame);
        }
        else if (node.IsArray)
        {
            WriteArray(node, frame, null);
        }
        else
        {
            _json.WriteStartObject(element.Key);
            WriteMembers(node, frame, null);
            _json.WriteEndObject();
        }
    }

    private void WriteArray(TargetNode array, Frame frame, SubjectIdentity? subject)
    {
        _json.WriteStartArray(array.Element!.Key);
        if (subject is not null)
        {
            WriteIdentity(subject);
        }

        var live = _state.Live[frame.Plan.Index];
        var numbers = array.EntryNumbers;
        for (var at = 0; at < numbers.Length; at++)
        {
            if (!live.Has(numbers[at]))
            {
                continue;
            }

            var entry = array.Entries[at];
            if (entry.Rows.Count > 0 && Chosen(entry, frame) is { Kind: CellKind.Many, Value: List<Cell> many })
            {
                foreach (var one in many)
                {
                    if (one.Kind == CellKind.None)
                    {
                        continue;
                    }

                    _json.WriteStartObject();
                    CellWriter.WriteMembers(_json, one, array.Element.Type);
                    _json.WriteEndObject();
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
                _json.WriteRawValue(frame.Fragments[list]!.At(at), skipInputValidation: true);
            }
        }

        _json.WriteEndArray();
    }

    private void WriteIdentity(SubjectIdentity subject)
    {
        _json.WriteStartObject();
        new IdentifierValue(EncodedJson.Text(subject.System), subject.Value.AsMemory()).WriteMembers(_json);
        _json.WriteEndObject();
    }

    /// <summary>The first row of the node that gave something.</summary>
    private ref readonly Cell Chosen(TargetNode node, Frame frame) => ref Cell.Chosen(_state.Cells[frame.Plan.Index], node);

    private void WriteAbsent(TargetNode node)
    {
        var reason = RunsAny(node) ? DataAbsent.Unknown : DataAbsent.Masked;
        var element = node.Element!;
        if (element.IsArray)
        {
            _json.WriteStartArray(element.IsPrimitive ? element.ShadowKey : element.Key);
            _json.WriteStartObject();
        }
        else
        {
            _json.WriteStartObject(element.IsPrimitive ? element.ShadowKey : element.Key);
        }

        DataAbsent.WriteExtension(_json, reason);
        _json.WriteEndObject();
        if (element.IsArray)
        {
            _json.WriteEndArray();
        }
    }

    private bool RunsAny(TargetNode node) =>
        node.Rows.Exists(row => _state.Runs[row.Index]) || node.Children.Exists(RunsAny) || node.Entries.Exists(RunsAny);
}
