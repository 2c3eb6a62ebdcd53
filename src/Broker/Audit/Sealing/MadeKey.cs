using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ZioExchange.Broker.Audit.Sealing;

/// <summary>A key of the log as the entry it was made for names it: its number and a hash over the rest of its row in log_keys.</summary>
/// <remarks>As text in column made_keys: number, colon, Base64, with a space between two, such as <c>12:q83v...= 13:AbCd...=</c>.</remarks>
internal readonly record struct MadeKey(long Id, string Hash)
{
    public static MadeKey Of(long id, string scope, long epoch, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> wrapped)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"zio/log/key/v1|{scope}|{epoch}|{tag.Length}|");
        return new(id, Convert.ToBase64String(SHA256.HashData([.. Encoding.UTF8.GetBytes(head), .. tag, .. wrapped])));
    }

    /// <summary>Null for none.</summary>
    public static string? Write(IReadOnlyCollection<MadeKey> keys) =>
        keys.Count == 0 ? null : string.Join(' ', keys.Select(key => string.Create(CultureInfo.InvariantCulture, $"{key.Id}:{key.Hash}")));

    /// <summary>The keys that a text names. Parts that are not such a key name nothing.</summary>
    public static IEnumerable<MadeKey> Read(string? text)
    {
        foreach (var part in text?.Split(' ') ?? [])
        {
            if (part.Split(':') is [var id, var hash] && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                yield return new(number, hash);
            }
        }
    }
}
