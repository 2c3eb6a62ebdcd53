using System.Text.Json;
using ZioExchange.Adapters.Mapping.Values;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>What the engine itself says of every resource: labels, dialect, source, and which child it is about.</summary>
internal sealed class MetaWriter(RunState state)
{
    private const string CategorySystem = "https://zioexchange.nl/fhir/CodeSystem/data-category";
    private const string DialectSystem = "https://zioexchange.nl/fhir/CodeSystem/source-dialect";
    private const string Confidentiality = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";

    private const int MostKept = 256;

    private readonly Dictionary<(ulong, bool), byte[]> _metas = [];
    private byte[]? _patient;
    private byte[]? _noPatient;
    private (string? System, string? Party) _source;

    /// <summary>The value of <c>meta</c>; made once for each set of categories.</summary>
    public ReadOnlySpan<byte> Of(ulong categories, bool isRestricted)
    {
        var source = (state.Setting.PartySystem, state.Party);
        if (source != _source)
        {
            _metas.Clear();
            _source = source;
        }

        if (!_metas.TryGetValue((categories, isRestricted), out var meta))
        {
            meta = Make(categories, isRestricted);
            _metas.Add((categories, isRestricted), meta);
        }

        return meta;
    }

    // Apart, so that finding one that is there already makes no closure.
    private byte[] Make(ulong categories, bool isRestricted) => EncodedJson.Write(json => WriteMeta(json, categories, isRestricted));

    private byte[] Make(string patientId) => EncodedJson.Write(json => WriteSubject(json, patientId));

    /// <summary>The Reference to the child: to the Patient entry, else by the requester's own identifier, else masked.</summary>
    public ReadOnlySpan<byte> Subject(string patientId) => patientId.Length > 0 ? _patient ??= Make(patientId) : _noPatient ??= Make("");

    /// <summary>The child is forgotten; labels are the same for every document of a party.</summary>
    public void Forget()
    {
        (_patient, _noPatient) = (null, null);
        if (_metas.Count > MostKept)
        {
            _metas.Clear();
        }
    }

    private void WriteSubject(Utf8JsonWriter json, string patientId)
    {
        json.WriteStartObject();
        if (patientId.Length > 0)
        {
            json.WriteString(MemberName.Reference, $"Patient/{patientId}");
        }
        else if (state.Setting.Subject is { } subject)
        {
            new LogicalReference(EncodedJson.Text(subject.System), subject.Value.AsMemory(), "Patient").WriteMembers(json);
        }
        else
        {
            DataAbsent.WriteExtension(json, DataAbsent.Masked);
        }

        json.WriteEndObject();
    }

    private void WriteMeta(Utf8JsonWriter json, ulong categories, bool isRestricted)
    {
        json.WriteStartObject();
        if (state.Setting.PartySystem is { } system && state.Party is { } party)
        {
            json.WriteString(MemberName.Source, $"{system}#{Uri.EscapeDataString(party)}");
        }

        json.WriteStartArray(MemberName.Security);
        foreach (var code in state.Bits.Codes(categories))
        {
            EncodedJson.WriteCoding(json, CategorySystem, code, null);
        }

        if (isRestricted)
        {
            EncodedJson.WriteCoding(json, Confidentiality, "R", "restricted");
        }

        json.WriteEndArray();
        json.WriteStartArray(MemberName.Tag);
        EncodedJson.WriteCoding(json, DialectSystem, state.Plan.Dialect, state.Plan.Standard);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
