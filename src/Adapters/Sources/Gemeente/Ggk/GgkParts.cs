using System.Text;
using System.Xml;

namespace ZioExchange.Adapters.Sources.Gemeente.Ggk;

/// <summary>Gathers the three parts of an envelope that are used, each exactly once and at its own place.</summary>
internal sealed class GgkParts(string ggk, string stuf)
{
    private readonly List<string> _open = [];
    private readonly Dictionary<string, StringBuilder> _found = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> _wanted = new(StringComparer.Ordinal)
    {
        [$"{ggk}stuurgegevens/{stuf}zender/{stuf}organisatie"] = "sender",
        [$"{ggk}stuurgegevens/{stuf}functie"] = "function",
        [$"{ggk}parameters/{ggk}bericht"] = "content",
    };

    /// <exception cref="GgkEnvelopeException">A part stands twice, or the document is nested too deeply.</exception>
    public void Take(XmlReader reader)
    {
        if (reader.Depth > SourceLimits.MaxDepth)
        {
            throw new GgkEnvelopeException(GgkFault.NotXml);
        }

        if (reader.NodeType is XmlNodeType.Element)
        {
            _open.RemoveRange(reader.Depth - 1, _open.Count - reader.Depth + 1);
            _open.Add(reader.NamespaceURI + reader.LocalName);
            if (_wanted.TryGetValue(string.Join('/', _open), out var part) && !_found.TryAdd(part, new StringBuilder()))
            {
                throw new GgkEnvelopeException(GgkFault.WrongShape);
            }
        }
        else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && reader.Depth == _open.Count + 1
            && _wanted.TryGetValue(string.Join('/', _open), out var part))
        {
            _found[part].Append(reader.Value);
        }
    }

    public GgkMessage Message()
    {
        var function = Part("function");
        return function.StartsWith("JW", StringComparison.Ordinal)
            ? new(function, Part("sender"), Decode(Part("content")))
            : throw new GgkEnvelopeException(GgkFault.OtherLaw);
    }

    private static byte[] Decode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) && length > 0
            ? bytes[..length]
            : throw new GgkEnvelopeException(GgkFault.NotBase64);
    }

    private string Part(string name) =>
        _found.TryGetValue(name, out var text) && text.ToString().Trim() is { Length: > 0 } value
            ? value
            : throw new GgkEnvelopeException(GgkFault.WrongShape);
}
