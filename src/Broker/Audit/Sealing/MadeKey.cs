using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ZioExchange.Broker.Audit.Sealing;

/// <summary>A key of the log as the entry it was made for names it: its number, a hash over its secret part, and what its row says of it for ever.</summary>
/// <remarks>
/// As text in column made_keys, with a space between two parts: number, colon, Base64, then the same number with <see cref="Row"/>, such as
/// <c>12:q83v...= 12@639001234567890000@Child@2026</c>. A program of before wrote the first part only, and passes over the second.
/// </remarks>
/// <param name="Id">The number of the key.</param>
/// <param name="Hash">Over scope, epoch, tag and wrapped key; nothing to compare with once the key was destroyed.</param>
/// <param name="Row">When it was made (UTC ticks), its scope and its epoch, which stay when it is destroyed; null in an entry of before.</param>
internal readonly record struct MadeKey(long Id, string Hash, string? Row)
{
    public static string HashOf(string scope, long epoch, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> wrapped)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"zio/log/key/v1|{scope}|{epoch}|{tag.Length}|");
        return Convert.ToBase64String(SHA256.HashData([.. Encoding.UTF8.GetBytes(head), .. tag, .. wrapped]));
    }

    public static string RowOf(long createdAt, string scope, long epoch) => string.Create(CultureInfo.InvariantCulture, $"{createdAt}@{scope}@{epoch}");

    /// <summary>Null for none.</summary>
    public static string? Write(IReadOnlyCollection<MadeKey> keys) =>
        keys.Count == 0 ? null : string.Join(' ', keys.Select(key => string.Create(CultureInfo.InvariantCulture, $"{key.Id}:{key.Hash} {key.Id}@{key.Row}")));

    /// <summary>The keys that a text names. Parts that are not such a key name nothing.</summary>
    public static IEnumerable<MadeKey> Read(string? text)
    {
        var parts = text?.Split(' ') ?? [];
        foreach (var part in parts)
        {
            if (part.Split(':') is [var id, var hash] && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                yield return new(number, hash, Array.Find(parts, row => row.StartsWith($"{id}@", StringComparison.Ordinal))?[(id.Length + 1)..]);
            }
        }
    }
}
