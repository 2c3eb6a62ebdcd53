using System.Text.Encodings.Web;
using System.Text.Json;

namespace ZioExchange.Adapters.Mapping.Reports;

/// <summary>Writes a report as JSON, in the shape that CONTRACT promises.</summary>
public static class CoverageReportWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    public static void Write(CoverageReport report, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteString("source"u8, report.Source);
        json.WriteString("dialect"u8, report.Dialect);
        json.WriteStartArray("rules"u8);
        foreach (var rule in report.Rules)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, rule.Id);
            json.WriteString("category"u8, rule.Category);
            json.WriteBoolean("runs"u8, rule.Runs);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Paths(json, "used", report.Used);
        json.WriteStartArray("ignored"u8);
        foreach (var (path, why) in report.Ignored)
        {
            json.WriteStartObject();
            json.WriteString("path"u8, path);
            json.WriteString("why"u8, why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Paths(json, "forgotten", report.Forgotten);
        Issues(json, report.Issues);
        json.WriteStartObject("required"u8);
        json.WriteNumber("filled"u8, report.RequiredFilled);
        Paths(json, "missing", report.RequiredMissing);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Issues(Utf8JsonWriter json, IReadOnlyList<MappingIssue> issues)
    {
        json.WriteStartArray("issues"u8);
        foreach (var issue in issues)
        {
            json.WriteStartObject();
            json.WriteString("rule"u8, issue.Rule);
            json.WriteString("path"u8, issue.Path);
            json.WriteString("value"u8, issue.Value);
            json.WriteString("code"u8, issue.CodeText);
            json.WriteStartObject("message"u8);
            json.WriteString("nl"u8, issue.MessageNl);
            json.WriteString("en"u8, issue.MessageEn);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Paths(Utf8JsonWriter json, string name, IReadOnlyList<string> paths)
    {
        json.WriteStartArray(name);
        foreach (var path in paths)
        {
            json.WriteStringValue(path);
        }

        json.WriteEndArray();
    }
}
