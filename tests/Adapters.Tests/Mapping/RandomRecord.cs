using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>Records made from a JSON schema (2020-12, or of OpenAPI 3): valid for the part of the language that the schemas here use, and the same by their seed.</summary>
internal sealed class RandomRecord(JsonElement schema, Random random)
{
    /// <summary>How often a member that may be absent is there; 1 fills every one.</summary>
    public double Filled { get; init; } = 0.6;

    public JsonNode? Next() => Make(schema);

    /// <summary>From a named schema of the same file.</summary>
    public JsonNode? Next(string reference) => Referred(reference);

    private JsonNode? Make(JsonElement type)
    {
        if (type.TryGetProperty("$ref", out var reference))
        {
            return Referred(reference.GetString()!);
        }

        if (type.TryGetProperty("discriminator", out var kinds))
        {
            var mapping = kinds.GetProperty("mapping").EnumerateObject().ToList();
            return Referred(mapping[random.Next(mapping.Count)].Value.GetString()!);
        }

        if (type.TryGetProperty("const", out var fixedValue))
        {
            return JsonNode.Parse(fixedValue.GetRawText());
        }

        if (type.TryGetProperty("enum", out var codes))
        {
            return JsonNode.Parse(codes[random.Next(codes.GetArrayLength())].GetRawText());
        }

        return Kind(type) switch
        {
            "object" => Object(type),
            "array" => new JsonArray([.. Enumerable.Range(0, Count(type)).Select(_ => Make(type.GetProperty("items")))]),
            "integer" => JsonValue.Create((type.TryGetProperty("minimum", out var least) ? least.GetInt32() : 0) + random.Next(1, 60)),
            "number" => JsonValue.Create((type.TryGetProperty("minimum", out var from) ? from.GetDecimal() : 0) + (random.Next(1, 40) / 2m)),
            "boolean" => JsonValue.Create(random.Next(2) == 0),
            _ => Text(type),
        };
    }

    /// <summary>One kind of several says itself which it is.</summary>
    private JsonNode? Referred(string reference)
    {
        var made = Make(Find(reference));
        foreach (var part in Parts(Find(reference)).Where(part => part.TryGetProperty("discriminator", out _)).ToList())
        {
            var kinds = part.GetProperty("discriminator");
            foreach (var kind in kinds.GetProperty("mapping").EnumerateObject().Where(kind => kind.Value.GetString() == reference))
            {
                made![kinds.GetProperty("propertyName").GetString()!] = kind.Name;
            }
        }

        return made;
    }

    private JsonObject Object(JsonElement type)
    {
        var made = new JsonObject();
        foreach (var part in Parts(type))
        {
            var required = part.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(one => one.GetString()!).ToHashSet() : [];
            foreach (var member in part.TryGetProperty("properties", out var members) ? members.EnumerateObject().ToList() : [])
            {
                if (required.Contains(member.Name) || random.NextDouble() < Filled)
                {
                    made[member.Name] = Make(member.Value);
                }
            }
        }

        return made;
    }

    /// <summary>The schema itself and those it is made of.</summary>
    private IEnumerable<JsonElement> Parts(JsonElement type)
    {
        if (type.TryGetProperty("$ref", out var reference))
        {
            return Parts(Find(reference.GetString()!));
        }

        return type.TryGetProperty("allOf", out var all) ? all.EnumerateArray().SelectMany(Parts).Append(type) : [type];
    }

    private string Text(JsonElement type)
    {
        if (type.TryGetProperty("pattern", out var pattern))
        {
            return RandomPattern.Of(pattern.GetString()!.Replace("://", "://voorbeeld.nl/").TrimStart('^').TrimEnd('$'), random);
        }

        var day = new DateOnly(2026, random.Next(1, 13), random.Next(1, 29)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return (type.TryGetProperty("format", out var format) ? format.GetString() : "") switch
        {
            "date" => day,
            "date-time" => $"{day}T09:30:00+01:00",
            _ => string.Concat(Enumerable.Range(0, Math.Max(Length(type, "minLength", 1), Math.Min(8, Length(type, "maxLength", 8)))).Select(_ => (char)('a' + random.Next(26)))),
        };
    }

    private int Count(JsonElement type) => Math.Min(Length(type, "maxItems", 9), Math.Max(Length(type, "minItems", 0), Filled >= 1 ? 2 : random.Next(3)));

    private static int Length(JsonElement type, string name, int otherwise) => type.TryGetProperty(name, out var length) ? length.GetInt32() : otherwise;

    private static string Kind(JsonElement type) =>
        type.TryGetProperty("type", out var kind) ? kind.GetString()! : type.TryGetProperty("properties", out _) || type.TryGetProperty("allOf", out _) ? "object" : "string";

    private JsonElement Find(string reference) => reference[2..].Split('/').Aggregate(schema, (at, step) => at.GetProperty(step));
}
