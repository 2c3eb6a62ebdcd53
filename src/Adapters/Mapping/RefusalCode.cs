namespace ZioExchange.Adapters.Mapping;

/// <summary>Why a document as a whole is refused.</summary>
public enum RefusalCode
{
    /// <summary>Another format, root element or namespace than any table of this source knows.</summary>
    NotThisFormat,

    /// <summary>The right format in a version that is not supported.</summary>
    WrongVersion,

    /// <summary>Not well-formed: truncated, wrong encoding, DTD, duplicate members.</summary>
    NotReadable,

    /// <summary>Well-formed and against its own definition.</summary>
    WrongStructure,

    /// <summary>More bytes or levels than allowed.</summary>
    TooLarge,

    /// <summary>About more than one child.</summary>
    SeveralChildren,
}
