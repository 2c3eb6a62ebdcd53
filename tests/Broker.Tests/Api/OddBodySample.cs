using System.Text.Json;
using System.Text.Json.Nodes;

namespace ZioExchange.Broker.Tests.Api;

/// <summary>A body of the shape that the OpenAPI document gives, and what it becomes when something odd stands in one place of it.</summary>
internal sealed class OddBodySample(JsonElement document)
{
    private const string Here = "\"put it here\"";

    public JsonNode? Of(JsonElement schema, int level = 0)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        }

        foreach (var choice in new[] { "oneOf", "anyOf" })
        {
            if (schema.TryGetProperty(choice, out var choices))
            {
                return Of(choices.EnumerateArray().First(one => !one.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String || type.GetString() != "null"), level + 1);
            }
        }

        if (level > 6)
        {
            return null;
        }

        var name = !schema.TryGetProperty("type", out var named) ? "object" : named.ValueKind == JsonValueKind.Array ? named.EnumerateArray().Select(each => each.GetString()).First(each => each != "null") : named.GetString();
        var format = schema.TryGetProperty("format", out var said) ? said.GetString() : null;
        return name switch
        {
            "string" => format switch { "date" => "2026-12-31", "date-time" => "2026-12-31T12:00:00Z", _ => "x" },
            "integer" or "number" => 1,
            "boolean" => true,
            "array" => new JsonArray(schema.TryGetProperty("items", out var items) ? Of(items, level + 1) : null),
            _ => new JsonObject((schema.TryGetProperty("properties", out var members) ? members.EnumerateObject().ToList() : []).Select(member => KeyValuePair.Create(member.Name, Of(member.Value, level + 1)))),
        };
    }

    /// <summary>Each text and list: where it stands, how much it takes by the document (null when that is not said), and one more than that.</summary>
    public IEnumerable<(IReadOnlyList<object> Place, string? Bound, string TooMuch)> Bounds(JsonElement schema, params IReadOnlyList<object> at)
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        }

        foreach (var choice in new[] { "oneOf", "anyOf" }.Where(choice => schema.TryGetProperty(choice, out _)).SelectMany(choice => schema.GetProperty(choice).EnumerateArray()))
        {
            foreach (var bound in Bounds(choice, at))
            {
                yield return bound;
            }
        }

        if (Is(schema, "string") && !(schema.TryGetProperty("format", out var format) && format.GetString() is "date" or "date-time"))
        {
            var most = schema.TryGetProperty("maxLength", out var length) ? length.GetInt32() : 0;
            yield return (at, most == 0 ? null : $"{most} characters", JsonSerializer.Serialize(new string('x', most + 1)));
        }

        if (Is(schema, "array"))
        {
            var most = schema.TryGetProperty("maxItems", out var items) ? items.GetInt32() : 0;
            var item = schema.GetProperty("items");
            yield return (at, most == 0 ? null : $"{most} items", $"[{string.Join(',', Enumerable.Repeat(Of(item, 1)?.ToJsonString() ?? "1", most + 1))}]");
            foreach (var bound in Bounds(item, [.. at, 0]))
            {
                yield return bound;
            }
        }

        foreach (var member in schema.TryGetProperty("properties", out var members) ? members.EnumerateObject().ToList() : [])
        {
            foreach (var bound in Bounds(member.Value, [.. at, member.Name]))
            {
                yield return bound;
            }
        }

        static bool Is(JsonElement schema, string name) => schema.TryGetProperty("type", out var type)
            && (type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Any(each => each.ValueEquals(name)) : type.ValueEquals(name));
    }

    /// <summary>The whole, each member, and each item, by the way to it.</summary>
    public static IEnumerable<IReadOnlyList<object>> Places(JsonNode? node)
    {
        yield return [];
        var inner = node switch
        {
            JsonObject members => members.Select(member => ((object)member.Key, member.Value)),
            JsonArray items => items.Select((item, number) => ((object)number, item)),
            _ => [],
        };
        foreach (var (step, value) in inner)
        {
            foreach (var rest in Places(value))
            {
                yield return [step, .. rest];
            }
        }
    }

    public static string With(JsonNode? sample, IReadOnlyList<object> place, string odd)
    {
        if (place.Count == 0)
        {
            return odd;
        }

        var copy = sample!.DeepClone();
        var at = place.SkipLast(1).Aggregate(copy, (node, step) => step is int number ? node[number]! : node[(string)step]!);
        if (place[^1] is int last)
        {
            at[last] = "put it here";
        }
        else
        {
            at[(string)place[^1]] = "put it here";
        }

        return copy.ToJsonString().Replace(Here, odd, StringComparison.Ordinal);
    }
}
