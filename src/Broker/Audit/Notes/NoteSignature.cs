namespace ZioExchange.Broker.Audit.Notes;

/// <summary>One signature line of a note: who, with which key, and the bytes behind the key id.</summary>
public sealed record NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Signature);
