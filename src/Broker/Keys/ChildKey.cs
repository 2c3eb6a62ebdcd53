using System.Security.Cryptography;
using System.Text;

namespace ZioExchange.Broker.Keys;

/// <summary>The key under which everything readable about one child stands. Destroying it erases the child from the register.</summary>
public sealed class ChildKey
{
    private readonly byte[] _key;

    private ChildKey(byte[] key) => _key = key;

    /// <summary>Makes a key for a new child and its wrapped form for the row.</summary>
    public static (ChildKey Key, byte[] Wrapped) Make(MasterKey master, string childId)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        return (new ChildKey(key), master.Wrap(key, "child/" + childId));
    }

    /// <exception cref="CryptographicException">The key was destroyed, or belongs to another child or master key.</exception>
    public static ChildKey Unwrap(MasterKey master, string childId, byte[] wrapped) => new(master.Unwrap(wrapped, "child/" + childId));

    /// <param name="boundTo">What the text is, such as <c>fact/GEZAG</c>; needed again to open it.</param>
    public byte[] Seal(string text, string boundTo) => SealedBox.Seal(_key, Encoding.UTF8.GetBytes(text), Encoding.UTF8.GetBytes(boundTo));

    public string Open(byte[] box, string boundTo) => Encoding.UTF8.GetString(SealedBox.Open(_key, box, Encoding.UTF8.GetBytes(boundTo)));
}
