using System.Runtime.InteropServices;
using System.Xml;
using ZioExchange.Adapters.Mapping.Plans;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>Reads XML once, from begin to end. No DTD, no entities, nothing from outside, bounded size.</summary>
internal static class XmlSource
{
    private const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";
    private const string Xml = "http://www.w3.org/XML/1998/namespace";
    private const string Xmlns = "http://www.w3.org/2000/xmlns/";

    private static XmlReaderSettings Settings(XmlNameTable names) => new()
    {
        NameTable = names,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = SourceDocument.MostBytes,
        MaxCharactersFromEntities = 0,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    public static XmlReader Reader(ReadOnlyMemory<byte> content, XmlNameTable names) => XmlReader.Create(Stream(content), Settings(names));

    /// <summary>Goes on from the root element, where the recogniser left the reader.</summary>
    public static void Read(XmlReader reader, MappingPlan plan, DocumentRun run)
    {
        string? accepted = null;
        run.OpenDocument();
        do
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    var space = reader.NamespaceURI;
                    if (!ReferenceEquals(space, accepted))
                    {
                        Check(space, reader.LocalName, plan);
                        accepted = space;
                    }

                    run.Open(reader.LocalName, null);
                    var isEmpty = reader.IsEmptyElement;
                    Attributes(reader, run);
                    if (isEmpty)
                    {
                        run.Close();
                    }

                    break;
                case XmlNodeType.EndElement:
                    run.Close();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA when run.WantsText:
                    run.Text(reader);
                    break;
                case XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace when run.HasText:
                    run.Text(reader);   // between two parts of one text, such as two pieces of CDATA
                    break;
            }
        }
        while (reader.Read());

        run.CloseDocument();
    }

    private static void Attributes(XmlReader reader, DocumentRun run)
    {
        if (!reader.MoveToFirstAttribute())
        {
            return;
        }

        do
        {
            if (reader.NamespaceURI is not (Xmlns or SchemaInstance or Xml))
            {
                run.Attribute(reader.LocalName, reader.Value);
            }
        }
        while (reader.MoveToNextAttribute());

        reader.MoveToElement();
    }

    private static void Check(string space, string name, MappingPlan plan)
    {
        if (!plan.Namespaces.Contains(space))
        {
            throw new SourceRefusedException(
                RefusalCode.WrongStructure, $"The element {(name.Length > 60 ? "…" : name)} is in another namespace than {plan.Standard} has.", "Send a document of one format and version.");
        }
    }

    private static MemoryStream Stream(ReadOnlyMemory<byte> content) =>
        MemoryMarshal.TryGetArray(content, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(content.ToArray(), writable: false);
}
