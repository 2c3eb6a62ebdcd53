using System.Text.Json;

namespace ZioExchange.Adapters.Sources;

/// <summary>The question of the sources that file a child by BSN: the number stands in the body, never in the address.</summary>
internal static class BsnQuestion
{
    /// <exception cref="ArgumentException">The key is no BSN: such a source has no other number of the child.</exception>
    public static byte[] Of(SourceChildKey key) =>
        JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["bsn"] = Digits(key) });

    public static string Digits(SourceChildKey key) => key.System == SourceChildKey.BsnSystem
        ? key.Reveal()
        : throw new ArgumentException("This source is asked by BSN.", nameof(key));
}
