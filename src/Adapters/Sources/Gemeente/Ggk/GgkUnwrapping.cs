using MappingDocument = ZioExchange.Adapters.Mapping.SourceDocument;
using RefusalCode = ZioExchange.Adapters.Mapping.RefusalCode;
using SourceRefusedException = ZioExchange.Adapters.Mapping.SourceRefusedException;

namespace ZioExchange.Adapters.Sources.Gemeente.Ggk;

/// <summary>Takes the envelope off a document before it is mapped, wherever documents come in.</summary>
public static class GgkUnwrapping
{
    /// <summary>The message inside when an iJw document is an envelope; every other document as it is.</summary>
    /// <exception cref="SourceRefusedException">It is an envelope that cannot be opened.</exception>
    public static MappingDocument Unwrap(MappingDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (!document.Source.StartsWith("ijw", StringComparison.Ordinal) || !GgkEnvelope.IsEnvelope(document.Content))
        {
            return document;
        }

        try
        {
            return document with { Content = GgkEnvelope.Open(document.Content).Content };
        }
        catch (GgkEnvelopeException refused)
        {
            throw new SourceRefusedException(Code(refused.Fault), refused.Message, "Send the iJw message by itself, or in a whole envelope.");
        }
    }

    private static RefusalCode Code(GgkFault fault) => fault switch
    {
        GgkFault.NotXml => RefusalCode.NotReadable,
        GgkFault.OtherLaw or GgkFault.NotAnEnvelope => RefusalCode.NotThisFormat,
        _ => RefusalCode.WrongStructure,
    };
}
