using System.Text.Json.Nodes;
using ZioExchange.Adapters.Fhir;

namespace ZioExchange.Adapters.Tests.Fhir;

/// <summary>Makes resources from the type table that follow it, with elements that people seldom fill. Same seed, same resource.</summary>
internal sealed class RandomResource(Random random)
{
    private const int MaxDepth = 5;

    public JsonObject Make(FhirType type)
    {
        var json = new JsonObject { ["resourceType"] = type.Name };
        Fill(json, type, 0);
        return json;
    }

    private void Fill(JsonObject json, FhirType type, int depth)
    {
        foreach (var forms in type.Elements.GroupBy(element => element.Choice ?? element.Name))
        {
            var element = Pick(forms.ToList());
            var wanted = element.Min > 0 || random.Next(depth < 2 ? 4 : 8) == 0;
            if (wanted && (element.Min > 0 || depth < MaxDepth) && element.Definition.Kind != FhirTypeKind.AnyResource)
            {
                Put(json, element, depth);
            }
        }

        if (type.Name == "Extension")
        {
            json.Remove("extension");
            if (json.All(each => !each.Key.StartsWith("value", StringComparison.Ordinal)))
            {
                json["valueCode"] = "a";
            }
        }

        if (json.Count == 0)
        {
            Put(json, type.Elements.First(element => (element.IsPrimitive && element.Name != "id") || element.Name == "extension"), depth);
        }
    }

    private void Put(JsonObject json, FhirElement element, int depth)
    {
        if (!element.IsArray)
        {
            json[element.Name] = Value(element, depth);
            return;
        }

        var many = new JsonArray(Value(element, depth));
        if (random.Next(4) == 0)
        {
            many.Add(Value(element, depth));
        }

        json[element.Name] = many;
        if (element.IsPrimitive && random.Next(4) == 0)
        {
            many.Add(null);
            json["_" + element.Name] = new JsonArray([.. Enumerable.Repeat<JsonNode?>(null, many.Count - 1), new JsonObject { ["id"] = "x" }]);
        }
    }

    private JsonNode Value(FhirElement element, int depth)
    {
        if (element.IsPrimitive)
        {
            return SampleText.Node(element, random);
        }

        var json = new JsonObject();
        if (element.Type == "Reference")
        {
            var target = element.ReferenceTargets.Count == 0 ? "Patient" : Pick(element.ReferenceTargets);
            json["reference"] = $"{target}/{random.Next(100)}";
        }

        Fill(json, element.Definition, depth + 1);
        if (element.Type == "Reference")
        {
            json.Remove("type");
        }

        Bind(json, element);
        return json;
    }

    private void Bind(JsonObject json, FhirElement element)
    {
        if (element.RequiredBinding is not { } set || element.Type is not ("CodeableConcept" or "Coding"))
        {
            return;
        }

        var (system, codes) = set.Systems.First();
        var coding = element.Type == "Coding" ? json : new JsonObject();
        coding["system"] = system;
        coding["code"] = Pick(codes.Order().ToList());
        if (coding != json)
        {
            json["coding"] = new JsonArray(coding);
        }
    }

    private T Pick<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];
}
