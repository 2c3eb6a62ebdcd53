using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ZioExchange.Adapters.Mapping.Plans;

namespace ZioExchange.Adapters.Mapping.Export;

/// <summary>Tables as FHIR R4 StructureMap, for exchange with others; each row is a rule of the group of its context.</summary>
/// <remarks>
/// A conversion of ours that FHIR has no transform for is <c>evaluate</c> with its text as parameter: the map says what is
/// done, a FHIR engine alone cannot do it.
/// </remarks>
public static class StructureMapExport
{
    private const string Base = "https://zioexchange.nl/fhir/";

    /// <summary>File name and UTF-8 JSON of each table.</summary>
    public static IEnumerable<(string Name, byte[] Json)> Write(MappingCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        return catalogue.Plans.Select(plan => ($"StructureMap-{plan.Dialect}.json", Write(plan)));
    }

    private static byte[] Write(MappingPlan plan)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true });
        json.WriteStartObject();
        json.WriteString("resourceType"u8, "StructureMap");
        json.WriteString("id"u8, plan.Dialect);
        json.WriteString("url"u8, $"{Base}StructureMap/{plan.Dialect}");
        json.WriteString("name"u8, plan.Dialect.Replace('-', '_'));
        json.WriteString("title"u8, plan.Standard);
        json.WriteString("status"u8, "active");
        json.WriteStartArray("structure"u8);
        Structure(json, $"{Base}StructureDefinition/source-{plan.Dialect}", "source");
        foreach (var type in plan.Instances.Select(instance => instance.Type.Name).Distinct().Order(StringComparer.Ordinal))
        {
            Structure(json, $"http://hl7.org/fhir/StructureDefinition/{type}", "target");
        }

        json.WriteEndArray();
        json.WriteStartArray("group"u8);
        foreach (var context in plan.Tree.Contexts.Where(context => context.Rows.Count > 0))
        {
            Group(json, context);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenSpan.ToArray();
    }

    private static void Structure(Utf8JsonWriter json, string url, string mode)
    {
        json.WriteStartObject();
        json.WriteString("url"u8, url);
        json.WriteString("mode"u8, mode);
        json.WriteEndObject();
    }

    private static void Group(Utf8JsonWriter json, ContextPlan context)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, $"context{context.Index}");
        json.WriteString("typeMode"u8, "none");
        json.WriteString("documentation"u8, context.Node.Path.Length == 0 ? "/" : context.Node.Path);
        json.WriteStartArray("input"u8);
        Input(json, "src", "source");
        foreach (var key in context.Rows.Select(row => row.Instance!.Key).Distinct())
        {
            Input(json, Variable(key), "target");
        }

        json.WriteEndArray();
        json.WriteStartArray("rule"u8);
        foreach (var row in context.Rows)
        {
            Rule(json, row);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Input(Utf8JsonWriter json, string name, string mode)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, name);
        json.WriteString("mode"u8, mode);
        json.WriteEndObject();
    }

    private static void Rule(Utf8JsonWriter json, RowPlan row)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, row.Rule);
        json.WriteStartArray("source"u8);
        json.WriteStartObject();
        json.WriteString("context"u8, "src");
        if (row.Row.Source.Length > 0)
        {
            json.WriteString("element"u8, row.Row.Source);
        }

        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("target"u8);
        json.WriteStartObject();
        json.WriteString("context"u8, Variable(row.Instance!.Key));
        json.WriteString("contextType"u8, "variable");
        json.WriteString("element"u8, row.Row.Target[(row.Instance.Key.Length + 1)..]);
        json.WriteString("transform"u8, row.Row.Conversion.Length == 0 ? "copy" : row.CodeMaps.Count == 1 ? "translate" : "evaluate");
        Parameters(json, row);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("documentation"u8, $"{row.Row.Category} {row.Row.Note}".Trim());
        json.WriteEndObject();
    }

    private static void Parameters(Utf8JsonWriter json, RowPlan row)
    {
        json.WriteStartArray("parameter"u8);
        foreach (var map in row.CodeMaps)
        {
            json.WriteStartObject();
            json.WriteString("valueString"u8, $"{Base}ConceptMap/{map.Id}");
            json.WriteEndObject();
        }

        json.WriteStartObject();
        json.WriteString("valueString"u8, row.Row.Conversion.Length == 0 ? "text" : row.Row.Conversion);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static string Variable(string key) => key.Replace('#', '-').Replace('_', '-');
}
