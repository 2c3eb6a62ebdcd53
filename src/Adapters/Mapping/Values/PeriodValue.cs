using System.Text.Json;
using ZioExchange.Adapters.Mapping.Running;

namespace ZioExchange.Adapters.Mapping.Values;

/// <summary>A Period; an end that cannot be is not written, but said to be wrong.</summary>
internal sealed class PeriodValue(Cell start, Cell end) : FhirValue
{
    public override void WriteMembers(Utf8JsonWriter writer)
    {
        Write(writer, "start", start);
        Write(writer, "end", end);
    }

    private static void Write(Utf8JsonWriter writer, string name, in Cell cell)
    {
        if (cell.Kind == CellKind.Text)
        {
            writer.WriteString(name, cell.Text.Span);
        }
        else if (cell.Kind == CellKind.Absent)
        {
            writer.WriteStartObject("_" + name);
            DataAbsent.WriteExtension(writer, (string)cell.Value!);
            writer.WriteEndObject();
        }
    }
}
