using System.Text.Json;
using ZioExchange.Adapters.Mapping.CodeMaps;
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
                json.WriteString(type == "Reference" ? MemberName.Display : MemberName.Text, cell.Text.Span);
                break;
            case CellKind.Coded when type == "CodeableConcept":
                json.WritePropertyName(MemberName.Coding);
                json.WriteRawValue(((CodeMapEntry)cell.Value!).Encoded.Concept, skipInputValidation: true);
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

    private static void WriteCoding(Utf8JsonWriter json, CodeMapEntry entry)
    {
        var target = entry.Targets.Count > 0 ? entry.Targets[0] : new CodeMapTarget(entry.System, entry.Code, entry.Display);
        if (entry.Targets.Count > 0)
        {
            json.WriteStartArray(MemberName.Extension);
            json.WriteRawValue(entry.Encoded.BesideOther, skipInputValidation: true);
            json.WriteEndArray();
        }

        json.WriteString(MemberName.System, target.System);
        json.WriteString(MemberName.Code, entry.Encoded.FirstCode);
        if (target.Display is not null)
        {
            json.WriteString(MemberName.Display, target.Display);
        }
    }
}
