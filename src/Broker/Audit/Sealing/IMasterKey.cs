namespace ZioExchange.Broker.Audit.Sealing;

/// <summary>The one key that protects all keys of the log. A seam: it may stay in a file, an environment variable or a hardware module (PKCS#11).</summary>
public interface IMasterKey
{
    /// <summary>Encrypts a key so that it can stand in the database.</summary>
    /// <param name="key">32 bytes.</param>
    /// <param name="context">What the key is for; unwrapping with another context fails.</param>
    byte[] Wrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> context);

    /// <exception cref="System.Security.Cryptography.CryptographicException">Another master key wrapped it, the context differs, or it was changed.</exception>
    byte[] Unwrap(ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> context);

    /// <summary>A keyed hash (32 bytes) under which a child's or an actor's keys are found; says nothing to who lacks the master key.</summary>
    byte[] Tag(string of);
}
