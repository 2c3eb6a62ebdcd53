using System.Buffers;
using System.Text.Json;
using System.Xml;

namespace ZioExchange.Benchmarks.Mapping;

/// <summary>What mapping is held against: XML read and written as JSON, name by name, without knowing what it means.</summary>
internal static class BareConversion
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    /// <summary>Gives the number of bytes written, so that the work cannot be left out.</summary>
    public static int Run(byte[] document)
    {
        var output = new ArrayBufferWriter<byte>(document.Length);
        using var reader = XmlReader.Create(new MemoryStream(document, writable: false), Settings);
        using var json = new Utf8JsonWriter(output);
        json.WriteStartObject();
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    Element(reader, json);
                    break;
                case XmlNodeType.EndElement:
                    json.WriteEndObject();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    json.WriteString("value"u8, reader.Value);
                    break;
            }
        }

        json.WriteEndObject();
        json.Flush();
        return output.WrittenCount;
    }

    private static void Element(XmlReader reader, Utf8JsonWriter json)
    {
        var isEmpty = reader.IsEmptyElement;
        json.WriteStartObject(reader.LocalName);
        while (reader.MoveToNextAttribute())
        {
            json.WriteString(reader.LocalName, reader.Value);
        }

        if (isEmpty)
        {
            json.WriteEndObject();
        }
    }
}
