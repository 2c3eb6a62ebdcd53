namespace ZioExchange.Broker.Persistence;

/// <summary>One identifier that may be used once, as its SHA-256, and until when it must be remembered.</summary>
internal sealed record UsedIdentifier(byte[] Hash, DateTimeOffset KeepUntil)
{
    /// <summary>The hash as text, to compare by.</summary>
    public string Key { get; } = Convert.ToHexString(Hash);
}
