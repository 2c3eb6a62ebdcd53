using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ZioExchange.Broker.Sandbox.Hosts;

/// <summary>The fields that a GraphQL question selects. Knows names, braces and arguments; no aliases, fragments or directives.</summary>
internal sealed partial class GraphQlSelection
{
    private readonly Dictionary<string, GraphQlSelection> _fields = [];

    /// <summary>Reads the one operation of a question. Null when it is not of that form.</summary>
    public static GraphQlSelection? Parse(string question)
    {
        var tokens = new Queue<string>(Token().Matches(Arguments().Replace(question, " ")).Select(match => match.Value));
        while (tokens.TryPeek(out var head) && head != "{")
        {
            tokens.Dequeue();
        }

        return tokens.TryDequeue(out _) && Fields(tokens, depth: 0) is { } selection && tokens.Count == 0 ? selection : null;
    }

    /// <summary>The selection of one field, null when it was not selected.</summary>
    public GraphQlSelection? Under(string field) => _fields.GetValueOrDefault(field);

    /// <summary>A copy of a value that holds the selected fields only; a scalar stays what it is.</summary>
    public JsonNode? Of(JsonNode? value) => value switch
    {
        JsonArray list => new JsonArray([.. list.Select(Of)]),
        JsonObject item => new JsonObject(item.Where(field => _fields.ContainsKey(field.Key))
            .Select(field => KeyValuePair.Create(field.Key, _fields[field.Key].Of(field.Value)))),
        _ => value?.DeepClone(),
    };

    private static GraphQlSelection? Fields(Queue<string> tokens, int depth)
    {
        var selection = new GraphQlSelection();
        var last = string.Empty;

        while (depth < 16 && tokens.TryDequeue(out var token))
        {
            if (token == "}")
            {
                return selection;
            }

            if (token != "{")
            {
                selection._fields[last = token] = new GraphQlSelection();
            }
            else if (last.Length > 0 && Fields(tokens, depth + 1) is { } inner)
            {
                selection._fields[last] = inner;
            }
            else
            {
                return null;
            }
        }

        return null;
    }

    [GeneratedRegex(@"[{}]|[A-Za-z_][A-Za-z0-9_]*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Token();

    [GeneratedRegex(@"\([^()]*\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Arguments();
}
