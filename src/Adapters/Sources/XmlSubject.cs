using System.Xml;

namespace ZioExchange.Adapters.Sources;

/// <summary>Reads an XML answer once, to know that it is whole, has no DTD, and names one child at one place.</summary>
internal static class XmlSubject
{
    /// <summary>The text of the one element at a path of local names in one namespace, root first.</summary>
    /// <returns>Null when the document is sound but has another root, or has that element not or more than once.</returns>
    /// <exception cref="XmlException">Not well-formed, truncated, with a DTD, or nested too deeply.</exception>
    public static string? Read(ReadOnlyMemory<byte> xml, Func<string, bool> isNamespace, params string[] path)
    {
        using var reader = XmlReader.Create(
            new MemoryStream(xml.ToArray(), writable: false),
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = xml.Length, CloseInput = true });
        var open = new List<string>();
        string? found = null;
        var count = 0;

        while (reader.Read())
        {
            if (reader.Depth > SourceLimits.MaxDepth)
            {
                throw new XmlException("Nested too deeply.");
            }

            if (reader.NodeType is XmlNodeType.Element)
            {
                open.RemoveRange(reader.Depth, open.Count - reader.Depth);
                open.Add(isNamespace(reader.NamespaceURI) ? reader.LocalName : string.Empty);
                count += open.SequenceEqual(path) ? 1 : 0;
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && reader.Depth == path.Length && open.SequenceEqual(path))
            {
                found += reader.Value;
            }
        }

        return count == 1 ? found : null;
    }
}
