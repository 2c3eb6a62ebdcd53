using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using ZioExchange.Adapters.Mapping.Plans;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>Writes the resources and array entries of one frame from the results of its rows.</summary>
internal sealed class ResourceWriter : IDisposable
{
    private readonly RunState _state;
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private IResourceSink _sink = null!;
    private readonly Utf8JsonWriter _json;
    private readonly NodeWriter _nodes;
    private readonly MetaWriter _meta;
    private bool _patientWritten;

    public ResourceWriter(RunState state)
    {
        _state = state;
        _json = new(_bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        _nodes = new NodeWriter(state, _json);
        _meta = new MetaWriter(state);
    }

    public void Begin(IResourceSink sink) => _sink = sink;

    /// <summary>Nothing of a document stays behind. False when the buffer has grown too large to keep.</summary>
    public bool Forget()
    {
        _bytes.ResetWrittenCount();
        _bytes.GetSpan(_bytes.FreeCapacity).Clear();
        (_sink, _patientWritten) = (null!, false);
        _meta.Forget();
        return _bytes.Capacity <= 262_144;
    }

    public void WriteFragment(FragmentPlan fragment, Frame frame)
    {
        if (!_nodes.FindLive(fragment.Entry, frame))
        {
            return;
        }

        var home = frame.Up(fragment.HomeUp);
        home.Categories[fragment.Instance.Place] |= Hold(frame, fragment.ContentRows, home, fragment.Instance.Place);
        Reset();
        _nodes.WriteEntry(fragment.Entry, frame);
        _json.Flush();
        var owner = frame.Up(fragment.ListUp);
        (owner.Fragments[fragment.List] ??= new FragmentList()).Add(_bytes.WrittenSpan);
    }

    public void WriteResource(InstancePlan instance, Frame frame)
    {
        if (instance.IsPatient && _patientWritten)
        {
            return;
        }

        _patientWritten |= instance.IsPatient;
        _nodes.FindLive(instance.Root, frame);
        Hold(frame, instance.ContentRows, frame, instance.Place);
        frame.Release(instance.Place, _state.Released);
        Reset();
        _json.WriteStartObject();
        _json.WriteString("resourceType"u8, instance.Type.Name);
        var id = Id(instance, frame);
        _json.WriteString("id"u8, id.Text);
        id.Clear();
        var categories = frame.Categories[instance.Place] | (instance.IsPatient ? _state.Bits.Identity : 0);
        _json.WritePropertyName("meta"u8);
        _json.WriteRawValue(_meta.Of(categories, frame.Restricted[instance.Place]), skipInputValidation: true);
        if (instance.Subject is { } subject)
        {
            _json.WritePropertyName(subject.Key);
            _json.WriteRawValue(_meta.Subject(PatientId()), skipInputValidation: true);
        }

        _nodes.WriteMembers(instance.Root, frame, instance.IsPatient ? _state.Setting.Subject : null);
        _json.WriteEndObject();
        _json.Flush();
        _sink.Add(_bytes.WrittenSpan);
    }

    public string ReferenceTo(InstancePlan instance, Frame frame)
    {
        var id = Id(instance, frame);
        var reference = string.Concat(instance.Type.Name, "/", id.Text);
        id.Clear();
        return reference;
    }

    public void Dispose() => _json.Dispose();

    private string PatientId() => _state.HasPatient ? $"{_state.Setting.IdPrefix}-patient" : "";

    private DefaultInterpolatedStringHandler Id(InstancePlan instance, Frame frame)
    {
        var id = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture);
        if (instance.IsPatient)
        {
            id.AppendLiteral(PatientId());
            return id;
        }

        id.AppendLiteral(_state.Setting.IdPrefix);
        id.AppendLiteral("-");
        id.AppendFormatted(instance.Number);
        for (var at = frame; at is not null; at = at.Parent)
        {
            if (at.Plan.Node.Repeats)
            {
                id.AppendLiteral(".");
                id.AppendFormatted(at.Ordinal);
            }
        }

        return id;
    }

    /// <summary>Notes at the home of a resource what goes into it. It is released only when the resource is written: a dropped one is not.</summary>
    private ulong Hold(Frame frame, List<RowPlan> rows, Frame home, int place)
    {
        var cells = _state.Cells[frame.Plan.Index];
        ulong categories = 0;
        foreach (var row in rows)
        {
            if (cells[row.Cell].Kind != CellKind.None)
            {
                if (!_state.Released[row.Index] && Releases(cells[row.Cell]))
                {
                    home.Hold(place, row.Index);
                }

                categories |= row.Category;
            }
        }

        return categories;
    }

    /// <summary>A reason why there is no value is none: it labels the resource, and releases nothing.</summary>
    private static bool Releases(in Cell cell) =>
        cell.Kind == CellKind.Many ? ((List<Cell>)cell.Value!).Exists(one => one.Kind is not (CellKind.None or CellKind.Absent)) : cell.Kind != CellKind.Absent;

    private void Reset()
    {
        _bytes.ResetWrittenCount();
        _json.Reset();
    }
}
