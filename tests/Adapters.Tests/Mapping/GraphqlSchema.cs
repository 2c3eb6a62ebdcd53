using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>An official GraphQL schema, read in place, and answers made from it: to a query, or with every member that a type has.</summary>
internal sealed partial class GraphqlSchema
{
    private readonly Dictionary<string, List<Field>> _types = new(StringComparer.Ordinal);

    public GraphqlSchema(string file)
    {
        var text = Bare(File.ReadAllText(file));
        foreach (Match type in TypeBlock().Matches(text))
        {
            _types[type.Groups[1].Value] = [.. FieldLine().Matches(type.Groups[2].Value).Select(field => new Field(
                field.Groups[1].Value, field.Groups[3].Value, field.Groups[2].Length > 0, !field.Groups[4].Value.EndsWith('!')))];
        }
    }

    public IEnumerable<string> Queries => _types["Query"].Select(query => query.Name);

    /// <summary>An answer with every member; a type that stands further up is not gone into again, for then there would be no end.</summary>
    public JsonObject Answer(string query, Random random, double filled) => Answer(query, null, random, filled);

    /// <summary>Answers to each query of a file, with what it asks for.</summary>
    public IEnumerable<JsonObject> Answers(string queryFile, Random random, double filled)
    {
        var words = new Queue<string>(Word().Matches(Bare(File.ReadAllText(queryFile))).Select(word => word.Value));
        while (words.Count > 0)
        {
            while (words.Count > 0 && words.Dequeue() != "{")
            {
            }

            foreach (var asked in Selection(words))
            {
                yield return Answer(asked.Name, asked.Members, random, filled);
            }
        }
    }

    private JsonObject Answer(string query, List<Asked>? asked, Random random, double filled)
    {
        var field = _types["Query"].Single(field => field.Name == query);
        return new JsonObject { ["data"] = new JsonObject { [query] = Value(field, asked, ["Query"], random, filled) } };
    }

    private static List<Asked> Selection(Queue<string> words)
    {
        var members = new List<Asked>();
        while (words.TryDequeue(out var word) && word != "}")
        {
            if (word == "{")
            {
                members[^1] = members[^1] with { Members = Selection(words) };
            }
            else
            {
                members.Add(new Asked(word, null));
            }
        }

        return members;
    }

    private JsonNode? Value(Field field, List<Asked>? asked, List<string> above, Random random, double filled)
    {
        if (field.MayBeNull && above is not ["Query"] && random.NextDouble() >= filled)
        {
            return null;
        }

        if (!field.IsList)
        {
            return One(field, asked, above, random, filled);
        }

        // A register answers about one child.
        var count = above is ["Query"] ? 1 : random.Next(1, 3);
        return new JsonArray([.. Enumerable.Range(0, count).Select(_ => One(field, asked, above, random, filled))]);
    }

    private JsonNode? One(Field field, List<Asked>? asked, List<string> above, Random random, double filled)
    {
        if (!_types.TryGetValue(field.Type, out var members))
        {
            return Scalar(field, random);
        }

        var made = new JsonObject { ["__typename"] = field.Type };
        List<string> path = [.. above, field.Type];
        foreach (var member in members)
        {
            var wanted = asked?.Find(one => one.Name == member.Name);
            if (asked is null ? !path.Contains(member.Type) : wanted is not null)
            {
                made[member.Name] = Value(member, wanted?.Members, path, random, filled);
            }
        }

        return made;
    }

    private static JsonNode Scalar(Field field, Random random) => (field.Type, field.Name) switch
    {
        (_, "bsn") => "999900006",
        ("UUID", _) => new Guid(random.Next(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10).ToString(),
        ("Date", _) => new DateOnly(2026, random.Next(1, 13), random.Next(1, 29)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ("DateTime", _) => $"2026-0{random.Next(1, 10)}-11T10:00:00+02:00",
        ("Int", _) => random.Next(1, 100),
        ("Boolean", _) => random.Next(2) == 0,
        _ => random.Next(1, 10).ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Without descriptions, comments, arguments and directives.</summary>
    private static string Bare(string text)
    {
        text = Comment().Replace(Quoted().Replace(text, ""), "");
        for (var before = ""; before != text;)
        {
            (before, text) = (text, Argument().Replace(text, ""));
        }

        return text;
    }

    [GeneratedRegex(@"type\s+(\w+)[^{]*\{([^}]*)\}")]
    private static partial Regex TypeBlock();

    [GeneratedRegex(@"(\w+)\s*:\s*(\[?)(\w+)([!\]]*)")]
    private static partial Regex FieldLine();

    [GeneratedRegex(@"\w+|[{}]")]
    private static partial Regex Word();

    [GeneratedRegex("\"\"\".*?\"\"\"|\"[^\"\n]*\"", RegexOptions.Singleline)]
    private static partial Regex Quoted();

    [GeneratedRegex("#[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Argument();

    private sealed record Field(string Name, string Type, bool IsList, bool MayBeNull);

    private sealed record Asked(string Name, List<Asked>? Members);
}
