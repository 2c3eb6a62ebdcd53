using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>The classes and lists of the municipal data model (GGM), read in place, and records made from them with every attribute filled.</summary>
internal sealed partial class GgmModel
{
    private readonly Dictionary<string, List<(string Name, string Type)>> _classes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _lists = new(StringComparer.OrdinalIgnoreCase);

    public GgmModel(string folder)
    {
        foreach (var section in System.IO.Directory.GetFiles(folder, "*.md").SelectMany(file => File.ReadAllText(file).Split("\n### ").Skip(1)))
        {
            var name = section[..section.IndexOf('\n', StringComparison.Ordinal)].Trim();
            if (section.Contains("\nAttributen van objecttype ", StringComparison.Ordinal))
            {
                _classes.TryAdd(name, [.. Attribute().Matches(section[section.IndexOf("\nAttributen van", StringComparison.Ordinal)..])
                    .Select(row => (row.Groups[1].Value, row.Groups[2].Value)).Where(row => row.Item1 is not "Attribute")]);
            }
            else if (Value().Matches(section) is { Count: > 0 } values)
            {
                _lists.TryAdd(name, [.. values.Select(value => value.Groups[1].Value.Trim())]);
            }
        }
    }

    /// <summary>How many records it takes to show every code of every list once.</summary>
    public int Longest => _lists.Values.Max(values => values.Count);

    /// <param name="type">The class, as the model names it.</param>
    /// <param name="at">Which of the codes of each list; those that are fewer begin anew.</param>
    public JsonObject Record(string type, int at) =>
        new(_classes[type].Select(attribute => KeyValuePair.Create(attribute.Name, (JsonNode?)Made(attribute.Type, attribute.Name, at))));

    private JsonValue Made(string type, string name, int at) => type.ToUpperInvariant() switch
    {
        "DATUM" or "DATE" => JsonValue.Create(name.Contains("inde", StringComparison.Ordinal) || name.Contains("Stop", StringComparison.Ordinal) ? "2026-12-31" : "2026-02-01"),
        "BOOLEAN" => JsonValue.Create(at % 2 == 0),
        "BEDRAG" => JsonValue.Create(1234.50m),
        "INT" or "N8" or "N9" => JsonValue.Create(1 + (at % 14)),
        _ when _lists.TryGetValue(type, out var values) => JsonValue.Create(values[at % values.Count]),
        _ => JsonValue.Create($"tekst{at}"),
    };

    [GeneratedRegex(@"^\| (\w+) \| ([^|]+?) \|", RegexOptions.Multiline)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"^\* \*\*([^*]+)\*\*:", RegexOptions.Multiline)]
    private static partial Regex Value();
}
