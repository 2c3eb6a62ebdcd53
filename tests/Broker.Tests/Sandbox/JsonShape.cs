using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Sandbox;

/// <summary>Checks a value against the part of JSON Schema 2020-12 that our formats use; an unknown keyword fails, so none is skipped in silence.</summary>
internal sealed class JsonShape(JsonElement root)
{
    public static IReadOnlyList<string> FaultsOf(byte[] json, string schemaFile)
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(RepositoryFolder.Locate("schemas", "sources", schemaFile)));
        using var value = JsonDocument.Parse(json);
        var faults = new List<string>();
        new JsonShape(schema.RootElement).Check(value.RootElement, schema.RootElement, "$", faults);
        return faults;
    }

    private void Check(JsonElement value, JsonElement schema, string path, List<string> faults)
    {
        foreach (var keyword in schema.EnumerateObject())
        {
            if (!Holds(value, schema, keyword, path, faults))
            {
                faults.Add($"{path}: {keyword.Name}");
            }
        }
    }

    private bool Holds(JsonElement value, JsonElement schema, JsonProperty keyword, string path, List<string> faults)
    {
        var rule = keyword.Value;
        switch (keyword.Name)
        {
            case "$schema" or "$id" or "$defs" or "title" or "description":
                return true;
            case "$ref":
                Check(value, root.GetProperty("$defs").GetProperty(rule.GetString()!["#/$defs/".Length..]), path, faults);
                return true;
            case "type":
                return rule.ValueKind is JsonValueKind.Array ? rule.EnumerateArray().Any(type => IsOf(value, type.GetString()!)) : IsOf(value, rule.GetString()!);
            case "const":
                return JsonElement.DeepEquals(value, rule);
            case "enum":
                return rule.EnumerateArray().Any(allowed => JsonElement.DeepEquals(value, allowed));
            case "required":
                return rule.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _));
            case "properties":
                foreach (var member in value.EnumerateObject().Where(member => rule.TryGetProperty(member.Name, out _)))
                {
                    Check(member.Value, rule.GetProperty(member.Name), $"{path}.{member.Name}", faults);
                }

                return true;
            case "additionalProperties":
                return value.EnumerateObject()
                    .Where(member => !schema.TryGetProperty("properties", out var known) || !known.TryGetProperty(member.Name, out _))
                    .All(member => rule.ValueKind is JsonValueKind.Object && Inner(member.Value, rule, $"{path}.{member.Name}", faults));
            case "items":
                foreach (var (item, index) in value.EnumerateArray().Select((item, index) => (item, index)))
                {
                    Check(item, rule, $"{path}[{index}]", faults);
                }

                return true;
            case "minItems":
                return value.GetArrayLength() >= rule.GetInt32();
            case "minimum":
                return value.ValueKind is not JsonValueKind.Number || value.GetDecimal() >= rule.GetDecimal();
            case "minLength":
                return value.GetString()!.Length >= rule.GetInt32();
            case "maxLength":
                return value.GetString()!.Length <= rule.GetInt32();
            case "pattern":
                return Regex.IsMatch(value.GetString()!, rule.GetString()!, RegexOptions.ECMAScript);
            case "format":
                return IsFormat(value.GetString()!, rule.GetString()!);
            default:
                throw new NotSupportedException($"The keyword {keyword.Name} is not known to this check.");
        }
    }

    private bool Inner(JsonElement value, JsonElement schema, string path, List<string> faults)
    {
        Check(value, schema, path, faults);
        return true;
    }

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind is JsonValueKind.Object,
        "array" => value.ValueKind is JsonValueKind.Array,
        "string" => value.ValueKind is JsonValueKind.String,
        "number" => value.ValueKind is JsonValueKind.Number,
        "integer" => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind is JsonValueKind.Null,
        _ => throw new NotSupportedException(type),
    };

    private static bool IsFormat(string text, string format) => format switch
    {
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _) && (text.EndsWith('Z') || text[^6] is '+' or '-'),
        "email" => text.IndexOf('@', StringComparison.Ordinal) > 0,
        _ => throw new NotSupportedException(format),
    };
}
