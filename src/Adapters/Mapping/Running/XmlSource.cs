using System.Runtime.InteropServices;
using System.Xml;
using ZioExchange.Adapters.Mapping.Plans;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>Reads XML once, from begin to end. No DTD, no entities, nothing from outside, bounded size.</summary>
internal static class XmlSource
{
    private const string SchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";
    private const string Xmlns = "http://www.w3.org/2000/xmlns/";

    public static XmlReader Reader(ReadOnlyMemory<byte> content) => XmlReader.Create(
        Stream(content),
        new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = SourceDocument.MostBytes,
            MaxCharactersFromEntities = 0,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            CloseInput = true,
        });

    /// <summary>Goes on from the root element, where the recogniser left the reader.</summary>
    public static void Read(XmlReader reader, MappingPlan plan, DocumentRun run)
    {
        var buffer = new char[2048];
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
                    Text(reader, run, buffer);
                    break;
            }
        }
        while (reader.Read());

        run.CloseDocument();
    }

    private static void Text(XmlReader reader, DocumentRun run, char[] buffer)
    {
        int read;
        while ((read = reader.ReadValueChunk(buffer, 0, buffer.Length)) > 0)
        {
            run.Text(buffer.AsSpan(0, read));
        }
    }

    private static void Attributes(XmlReader reader, DocumentRun run)
    {
        if (!reader.MoveToFirstAttribute())
        {
            return;
        }

        do
        {
            if (reader.NamespaceURI is not (Xmlns or SchemaInstance))
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
