namespace ZioExchange.Broker.Audit;

/// <summary>What opens a commitment of the log: the salt and the text whose SHA-256 together is what the leaf holds.</summary>
/// <param name="Salt">32 bytes.</param>
/// <param name="Text">Canonical JSON (RFC 8785), to the byte.</param>
public sealed record TextOpening(ReadOnlyMemory<byte> Salt, ReadOnlyMemory<byte> Text);
