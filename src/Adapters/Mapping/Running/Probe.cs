using System.Text.Json;
using System.Xml;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>Looks up a few paths without reading more of a document than it must.</summary>
internal static class Probe
{
    private const string Present = "";

    /// <summary>Per path: its value, empty for one that holds more than a value, null when it is not there.</summary>
    public static string?[] Json(ref Utf8JsonReader reader, IReadOnlyList<(string[] Path, string[]? Values)> wanted)
    {
        var found = new string?[wanted.Count];
        var path = new List<string>();
        while (Array.IndexOf(found, null) >= 0 && reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject && path.Count > 0)
            {
                path.RemoveAt(path.Count - 1);
            }
            else if (reader.TokenType == JsonTokenType.PropertyName)
            {
                path.Add(reader.GetString()!);
                reader.Read();
                Note(ref reader, path, wanted, found);
                if (reader.TokenType != JsonTokenType.StartObject || !Leads(path, wanted))
                {
                    reader.Skip();
                    path.RemoveAt(path.Count - 1);
                }
            }
        }

        return found;
    }

    public static string?[] Xml(ReadOnlyMemory<byte> content, IReadOnlyList<(string[] Path, string[]? Values)> wanted)
    {
        var found = new string?[wanted.Count];
        using var reader = XmlSource.Reader(content, new NameTable());
        var path = new List<string>();
        while (Array.IndexOf(found, null) >= 0 && reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                path.RemoveRange(reader.Depth, path.Count - reader.Depth);
                path.Add(reader.LocalName);
                Note(path, Present, wanted, found);
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                Note(path, reader.Value.Trim(), wanted, found, replace: true);
            }
        }

        return found;
    }

    private static void Note(ref Utf8JsonReader reader, List<string> path, IReadOnlyList<(string[] Path, string[]? Values)> wanted, string?[] found)
    {
        if (reader.TokenType != JsonTokenType.Null)
        {
            var text = reader.TokenType == JsonTokenType.String ? reader.GetString()!
                : reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject ? Present
                : System.Text.Encoding.UTF8.GetString(reader.ValueSpan);
            Note(path, text, wanted, found);
        }
    }

    private static void Note(List<string> path, string text, IReadOnlyList<(string[] Path, string[]? Values)> wanted, string?[] found, bool replace = false)
    {
        for (var at = 0; at < wanted.Count; at++)
        {
            if ((found[at] is null || (replace && found[at]!.Length == 0)) && path.SequenceEqual(wanted[at].Path))
            {
                found[at] = text;
            }
        }
    }

    private static bool Leads(List<string> path, IReadOnlyList<(string[] Path, string[]? Values)> wanted) =>
        wanted.Any(one => one.Path.Length > path.Count && path.SequenceEqual(one.Path.Take(path.Count)));
}
