using System.Text.Json.Nodes;

namespace ZioExchange.Adapters.Tests.Fhir;

/// <summary>Breaks a resource in one place, in one of the ways that senders do.</summary>
internal sealed class Mutation(Random random)
{
    private static readonly string[] Texts = ["", " ", "x", "2027-06-31", "a  b", "1", "Patient/1", "\t", "urn:x", "true", "YQ"];

    public JsonObject Of(JsonObject resource)
    {
        var json = resource.DeepClone().AsObject();
        var places = Places(json).ToList();
        var (parent, key, index) = places[random.Next(places.Count)];
        if (parent is JsonArray array)
        {
            array[index] = Other(array[index]?.DeepClone());
        }
        else
        {
            Change(parent.AsObject(), key);
        }

        return json;
    }

    private void Change(JsonObject parent, string key)
    {
        var value = parent[key]?.DeepClone();
        switch (random.Next(4))
        {
            case 0:
                parent.Remove(key);
                break;
            case 1:
                parent.Remove(key);
                parent[random.Next(2) == 0 ? key + "X" : key.ToUpperInvariant()] = value;
                break;
            default:
                parent[key] = Other(value);
                break;
        }
    }

    private JsonNode? Other(JsonNode? value)
    {
        switch (random.Next(9))
        {
            case 0:
                return null;
            case 1:
                return new JsonArray();
            case 2:
                return new JsonObject();
            case 3:
                return new JsonArray(value);
            case 4:
                return value is JsonArray { Count: > 0 } array ? array[0]?.DeepClone() : JsonValue.Create(Texts[random.Next(Texts.Length)]);
            case 5:
                return JsonValue.Create(random.Next(2) == 0 ? 1.5 : -3);
            case 6:
                return JsonValue.Create(true);
            case 7 when value is JsonValue text && text.TryGetValue<string>(out var old):
                return JsonValue.Create(old + " ");
            default:
                return JsonValue.Create(Texts[random.Next(Texts.Length)]);
        }
    }

    private static IEnumerable<(JsonNode Parent, string Key, int Index)> Places(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json:
                foreach (var (key, child) in json)
                {
                    if (key != "resourceType")
                    {
                        yield return (json, key, 0);
                    }

                    foreach (var place in Places(child))
                    {
                        yield return place;
                    }
                }

                break;
            case JsonArray array:
                for (var i = 0; i < array.Count; i++)
                {
                    yield return (array, "", i);
                    foreach (var place in Places(array[i]))
                    {
                        yield return place;
                    }
                }

                break;
        }
    }
}
