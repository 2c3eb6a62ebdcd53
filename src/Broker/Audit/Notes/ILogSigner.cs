namespace ZioExchange.Broker.Audit.Notes;

/// <summary>Signs checkpoints. A seam: the key may stay in a file, an environment variable or a hardware module (PKCS#11).</summary>
public interface ILogSigner
{
    /// <summary>What outsiders check the signatures with; its name is the log's origin.</summary>
    VerifierKey Key { get; }

    /// <summary>The 64-byte Ed25519 signature over the text of a note. Called once a batch, so tens of microseconds matter.</summary>
    byte[] Sign(ReadOnlySpan<byte> message);

    /// <summary>Called when the database says that another key signs now: takes up that key, if it can.</summary>
    /// <param name="verifierKey">The key that must sign, in its text form.</param>
    /// <returns>False when this node does not have it: then it may not sign.</returns>
    bool TryRenew(string verifierKey) => false;
}
