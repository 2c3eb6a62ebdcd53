using System.Runtime.InteropServices;
using System.Xml;

namespace ZioExchange.Adapters.Sources.Gemeente.Ggk;

/// <summary>Opens the StUF envelope in which the gemeente and the provider exchange iJw messages through the GGK.</summary>
/// <remarks>Source: VNG-Realisatie/StUF-koppelvlak-iWmo-iJw, ggk0310: the message stands base64 in <c>parameters/bericht</c>.</remarks>
public static class GgkEnvelope
{
    /// <summary>Characters of an envelope; base64 makes a message a third larger.</summary>
    public const int MaxCharacters = 2 * SourceLimits.DefaultMaxBytes;

    private const string Ggk = "http://www.stufstandaarden.nl/sectormodel/ggk/0210";
    private const string Stuf = "http://www.egem.nl/StUF/StUF0301";

    private static readonly XmlReaderSettings Safe = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaxCharacters,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    /// <summary>Whether the root element is an envelope; anything else, also bytes that are no XML, is none.</summary>
    public static bool IsEnvelope(ReadOnlyMemory<byte> document)
    {
        try
        {
            // Reads no further than the root element, in whatever encoding and however much stands before it.
            using var reader = Reader(document);
            return reader.MoveToContent() is XmlNodeType.Element && IsRoot(reader);
        }
        catch (XmlException)
        {
            return false;
        }
    }

    /// <exception cref="GgkEnvelopeException">The envelope is refused; nothing of it is used.</exception>
    public static GgkMessage Open(ReadOnlyMemory<byte> document)
    {
        if (document.Length > MaxCharacters)
        {
            throw new GgkEnvelopeException(GgkFault.NotXml);
        }

        try
        {
            using var reader = Reader(document);
            return Read(reader);
        }
        catch (XmlException)
        {
            throw new GgkEnvelopeException(GgkFault.NotXml);
        }
    }

    private static XmlReader Reader(ReadOnlyMemory<byte> document) => XmlReader.Create(
        MemoryMarshal.TryGetArray(document, out var bytes) ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false) : new MemoryStream(document.ToArray(), writable: false),
        Safe);

    private static bool IsRoot(XmlReader reader) =>
        reader.NamespaceURI == Ggk && reader.LocalName is "envelopHeenbericht-ggk_Di01" or "envelopRetourbericht-ggk_Du01";

    private static GgkMessage Read(XmlReader reader)
    {
        if (reader.MoveToContent() is not XmlNodeType.Element || !IsRoot(reader))
        {
            throw new GgkEnvelopeException(GgkFault.NotAnEnvelope);
        }

        var parts = new GgkParts(Ggk, Stuf);
        while (reader.Read())
        {
            parts.Take(reader);
        }

        return parts.Message();
    }
}
