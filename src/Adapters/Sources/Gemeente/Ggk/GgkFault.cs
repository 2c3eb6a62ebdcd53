namespace ZioExchange.Adapters.Sources.Gemeente.Ggk;

/// <summary>Why an envelope is refused.</summary>
public enum GgkFault
{
    /// <summary>Not well-formed, truncated, with a DTD, nested too deeply, or larger than 16 MiB.</summary>
    NotXml,

    /// <summary>Another root element or namespace.</summary>
    NotAnEnvelope,

    /// <summary>A part is missing, stands twice, or stands at another place.</summary>
    WrongShape,

    /// <summary>The function is no message of the Jeugdwet.</summary>
    OtherLaw,

    /// <summary>The content is not base64 or is empty.</summary>
    NotBase64,
}
