using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ZioExchange.Broker.Identity;

/// <summary>The public keys that stand in the headers of proofs. A key that made a good proof is not read anew for the next: reading one costs more than a signature.</summary>
/// <remarks>
/// Known by the whole header as it was sent, so nothing of a header is ever taken for that of another. Says nothing about whom a key belongs to:
/// that is for the token to say. Only headers of good proofs are kept, and no more than a few.
/// </remarks>
internal sealed class ProofKeys
{
    // A megabyte or two in all; a larger header (RSA beyond 4096 bits, or stuffing) is read each time.
    private const int Most = 1024;
    private const int LongestHeader = 1024;
    private readonly ConcurrentDictionary<string, ProofKey> _known = new(StringComparer.Ordinal);

    /// <returns>Null when the header holds no key that may be used with its algorithm.</returns>
    public ProofKey? Find(JsonWebToken proof) => _known.TryGetValue(proof.EncodedHeader, out var known) ? known : Read(proof);

    /// <summary>Remembers the key of a proof whose signature was good.</summary>
    public void Keep(JsonWebToken proof, ProofKey key)
    {
        if (proof.EncodedHeader.Length > LongestHeader)
        {
            return;
        }

        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        _known.TryAdd(proof.EncodedHeader, key);
    }

    private static ProofKey? Read(JsonWebToken proof)
    {
        if (!proof.TryGetHeaderValue<JsonElement>("jwk", out var jwk) || jwk.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var key = new JsonWebKey(jwk.GetRawText());
        return PublicKeys.IsUsable(key) && PublicKeys.Fits(key, proof.Alg) ? new ProofKey(key, Base64UrlEncoder.Encode(key.ComputeJwkThumbprint())) : null;
    }
}
