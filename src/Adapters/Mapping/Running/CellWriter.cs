using System.Text.Json;
using ZioExchange.Adapters.Mapping.CodeMaps;
using ZioExchange.Adapters.Mapping.Plans;
using ZioExchange.Adapters.Mapping.Values;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>Writes one result as the members of an object of some type.</summary>
internal static class CellWriter
{
    public static void WriteMembers(Utf8JsonWriter json, in Cell cell, string type)
    {
        switch (cell.Kind)
        {
            case CellKind.Complex:
                ((FhirValue)cell.Value!).WriteMembers(json);
                break;
            case CellKind.Text:
                json.WriteString(type == "Reference" ? "display"u8 : "text"u8, cell.Text.Span);
                break;
            case CellKind.Coded when type == "CodeableConcept":
                WriteConcept(json, (CodeMapEntry)cell.Value!);
                break;
            case CellKind.Coded:
                WriteCoding(json, (CodeMapEntry)cell.Value!);
                break;
            case CellKind.Absent:
                DataAbsent.WriteExtension(json, (string)cell.Value!);
                break;
            case CellKind.Many when ((List<Cell>)cell.Value!).Count > 0:
                WriteMembers(json, ((List<Cell>)cell.Value!)[0], type);
                break;
        }
    }

    /// <summary>Whether these members include <c>extension</c>, which may then not be written again.</summary>
    public static bool WritesExtension(in Cell cell, string type) =>
        cell.Kind == CellKind.Absent || (cell.Kind == CellKind.Coded && type == "Coding" && ((CodeMapEntry)cell.Value!).Targets.Count > 0);

    /// <summary>The source's own coding, as an object.</summary>
    public static void WriteSource(Utf8JsonWriter json, CodeMapEntry entry) => WriteCoding(json, entry.System, entry.Code, entry.Display);

    /// <summary>An extension entry with the source coding: beside a <c>code</c> the one of Nictiz, else ours.</summary>
    public static void WriteSourceExtension(Utf8JsonWriter json, CodeMapEntry entry, bool isCode)
    {
        json.WriteStartObject();
        json.WriteString("url"u8, isCode ? KnownExtensions.CodeSpecification : KnownExtensions.SourceCoding);
        if (isCode)
        {
            json.WriteStartObject("valueCodeableConcept"u8);
            json.WriteStartArray("coding"u8);
            WriteSource(json, entry);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        else
        {
            json.WritePropertyName("valueCoding"u8);
            WriteSource(json, entry);
        }

        json.WriteEndObject();
    }

    private static void WriteConcept(Utf8JsonWriter json, CodeMapEntry entry)
    {
        json.WriteStartArray("coding"u8);
        foreach (var target in entry.Targets)
        {
            WriteCoding(json, target.System, target.Code, target.Display);
        }

        if (!entry.Targets.Any(target => target.System == entry.System && target.Code == entry.Code))
        {
            WriteSource(json, entry);
        }

        json.WriteEndArray();
    }

    private static void WriteCoding(Utf8JsonWriter json, CodeMapEntry entry)
    {
        var target = entry.Targets.Count > 0 ? entry.Targets[0] : new CodeMapTarget(entry.System, entry.Code, entry.Display);
        if (entry.Targets.Count > 0)
        {
            json.WriteStartArray("extension"u8);
            WriteSourceExtension(json, entry, isCode: false);
            json.WriteEndArray();
        }

        json.WriteString("system"u8, target.System);
        json.WriteString("code"u8, target.Code);
        if (target.Display is not null)
        {
            json.WriteString("display"u8, target.Display);
        }
    }

    private static void WriteCoding(Utf8JsonWriter json, string system, string code, string? display)
    {
        json.WriteStartObject();
        json.WriteString("system"u8, system);
        json.WriteString("code"u8, code);
        if (display is not null)
        {
            json.WriteString("display"u8, display);
        }

        json.WriteEndObject();
    }
}
