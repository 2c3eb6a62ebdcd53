using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using ZioExchange.Adapters.Mapping.Plans;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>Writes the resources and array entries of one frame from the results of its rows.</summary>
internal sealed class ResourceWriter : IDisposable
{
    /// <summary>Room that suffices for most ids; a longer one takes its own.</summary>
    private const int LongestId = 96;

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
        _json = new(_bytes, EncodedJson.Options);
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
        var home = frame.Up(fragment.HomeUp);
        home.Categories[fragment.Instance.Place] |= Hold(frame, fragment, fragment.Instance, home);
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
        Hold(frame, null, instance, frame);
        frame.Release(instance.Place, _state.Released);
        Reset();
        _json.WriteStartObject();
        _json.WriteString(MemberName.ResourceType, instance.TypeName);
        var id = Id(instance, frame, stackalloc char[LongestId]);
        _json.WriteString(MemberName.Id, id.Text);
        id.Clear();
        var categories = frame.Categories[instance.Place] | (instance.IsPatient ? _state.Bits.Identity : 0);
        _json.WritePropertyName(MemberName.Meta);
        _json.WriteRawValue(_meta.Of(categories, frame.Restricted[instance.Place]), skipInputValidation: true);
        if (instance.Subject is { } subject)
        {
            _json.WritePropertyName(subject.Key);
            _json.WriteRawValue(_meta.Subject(instance.OutlivesPatient && !_patientWritten ? "" : PatientId()), skipInputValidation: true);
        }

        _nodes.WriteMembers(instance.Root, frame, instance.IsPatient ? _state.Setting.Subject : null);
        _json.WriteEndObject();
        _json.Flush();
        _sink.Add(_bytes.WrittenSpan);
    }

    public string ReferenceTo(InstancePlan instance, Frame frame)
    {
        var id = Id(instance, frame, stackalloc char[LongestId]);
        var reference = string.Concat(instance.Type.Name, "/", id.Text);
        id.Clear();
        return reference;
    }

    public void Dispose() => _json.Dispose();

    private string PatientId() => _state.HasPatient ? $"{_state.Setting.IdPrefix}-patient" : "";

    private DefaultInterpolatedStringHandler Id(InstancePlan instance, Frame frame, Span<char> buffer)
    {
        var id = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, buffer);
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
    private ulong Hold(Frame frame, FragmentPlan? fragment, InstancePlan instance, Frame home)
    {
        var cells = _state.Cells[frame.Plan.Index];
        ulong categories = 0;
        foreach (var row in CollectionsMarshal.AsSpan(_state.Given[frame.Plan.Index]))
        {
            if (row.IsContent && row.Fragment == fragment && row.Instance == instance)
            {
                if (!_state.Released[row.Index] && Releases(cells[row.Cell]))
                {
                    home.Hold(instance.Place, row.Index);
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
