namespace ZioExchange.Adapters.Sources.Gemeente.Ggk;

/// <summary>The iJw message out of an envelope of the Gemeentelijk Gegevensknooppunt.</summary>
/// <param name="Function">Which message the envelope says it is, such as <c>JW301</c>; the message itself decides.</param>
/// <param name="Sender">Gemeentecode or AGB number of the sender in the envelope.</param>
/// <param name="Content">Bytes of the message, to map as source <c>ijw</c>.</param>
public sealed record GgkMessage(string Function, string Sender, ReadOnlyMemory<byte> Content);
