namespace ZioExchange.Broker.Identity;

/// <summary>What became of a DPoP proof: valid, to be made again with a nonce, or invalid with what is wrong (never a secret, never a value).</summary>
public sealed record DpopResult(DpopProof? Proof, bool NeedsNonce, string? Fault)
{
    public static DpopResult NonceNeeded { get; } = new(null, true, "The proof is not fresh: use the nonce in the DPoP-Nonce header.");

    public static DpopResult Valid(DpopProof proof) => new(proof, false, null);

    public static DpopResult Invalid(string fault) => new(null, false, fault);
}
