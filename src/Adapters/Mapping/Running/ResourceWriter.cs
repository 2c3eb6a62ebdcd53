using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using ZioExchange.Adapters.Mapping.Plans;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>Writes the resources and array entries of one frame from the results of its rows.</summary>
internal sealed class ResourceWriter : IDisposable
{
    private readonly RunState _state;
    private readonly IResourceSink _sink;
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private readonly Utf8JsonWriter _json;
    private readonly NodeWriter _nodes;
    private readonly MetaWriter _meta;
    private bool _patientWritten;

    public ResourceWriter(RunState state, IResourceSink sink)
    {
        (_state, _sink) = (state, sink);
        _json = new(_bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        _nodes = new NodeWriter(state, _json);
        _meta = new MetaWriter(state);
    }

    /// <summary>Counted for those who want to know how much came out.</summary>
    public int Count { get; private set; }

    public void WriteFragment(FragmentPlan fragment, Frame frame)
    {
        if (!_nodes.FindLive(fragment.Entry, frame))
        {
            return;
        }

        var home = frame.Up(fragment.HomeUp);
        home.Categories[fragment.Instance.Place] |= Release(frame, fragment.Instance, fragment);
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
        Release(frame, instance, null);
        Reset();
        _json.WriteStartObject();
        _json.WriteString("resourceType"u8, instance.Type.Name);
        _json.WriteString("id"u8, Id(instance, frame));
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
        Count++;
    }

    public string ReferenceTo(InstancePlan instance, Frame frame) => $"{instance.Type.Name}/{Id(instance, frame)}";

    public void Dispose() => _json.Dispose();

    private string PatientId() => _state.HasPatient ? $"{_state.Setting.IdPrefix}-patient" : "";

    private string Id(InstancePlan instance, Frame frame)
    {
        if (instance.IsPatient)
        {
            return PatientId();
        }

        var id = string.Create(CultureInfo.InvariantCulture, $"{_state.Setting.IdPrefix}-{instance.Number}");
        for (var at = frame; at is not null; at = at.Parent)
        {
            if (at.Plan.Node.Repeats)
            {
                id = string.Create(CultureInfo.InvariantCulture, $"{id}.{at.Ordinal}");
            }
        }

        return id;
    }

    private ulong Release(Frame frame, InstancePlan instance, FragmentPlan? fragment)
    {
        var cells = _state.Cells[frame.Plan.Index];
        ulong categories = 0;
        foreach (var row in frame.Plan.Rows)
        {
            if (row.IsContent && row.Instance == instance && row.Fragment == fragment && cells[row.Cell].Kind != CellKind.None)
            {
                _state.Released[row.Index] = true;
                categories |= row.Category;
            }
        }

        return categories;
    }

    private void Reset()
    {
        _bytes.ResetWrittenCount();
        _json.Reset();
    }
}
