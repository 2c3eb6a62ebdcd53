using System.Text.Json.Nodes;

namespace ZioExchange.Adapters.Tests.Sources.Oso;

/// <summary>A JSON record with every field filled, in which a test changes what it is about. A number in a path is a place in an array.</summary>
internal sealed class JsonRecord
{
    private readonly JsonNode _root;

    private JsonRecord(string source) => _root = JsonNode.Parse(Documents.Own(source, "full.json"))!;

    public static JsonRecord Full(string source) => new(source);

    public JsonRecord With(string path, JsonNode? value)
    {
        var (parent, name) = Parent(path);
        if (int.TryParse(name, out var at))
        {
            parent[at] = value;
        }
        else
        {
            parent[name] = value;
        }

        return this;
    }

    public JsonRecord Without(string path)
    {
        var (parent, name) = Parent(path);
        parent.AsObject().Remove(name);
        return this;
    }

    public override string ToString() => _root.ToJsonString();

    private (JsonNode Parent, string Name) Parent(string path)
    {
        var steps = path.Split('/');
        var at = _root;
        foreach (var step in steps[..^1])
        {
            at = int.TryParse(step, out var index) ? at[index]! : at[step]!;
        }

        return (at, steps[^1]);
    }
}
