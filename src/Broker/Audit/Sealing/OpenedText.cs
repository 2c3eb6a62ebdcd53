namespace ZioExchange.Broker.Audit.Sealing;

/// <summary>What stood in a sealed box, compared with the leaf.</summary>
/// <param name="Salt">32 bytes, in front of the text when it is hashed.</param>
/// <param name="Shown">Canonical JSON; with its salt what the leaf commits to.</param>
/// <param name="Withheld">Canonical JSON that the first names the salted hash of; null where there is none, and in entries of before, which hold everything in one.</param>
internal readonly record struct OpenedText(ReadOnlyMemory<byte> Salt, ReadOnlyMemory<byte> Shown, ReadOnlyMemory<byte>? Withheld);
