namespace ZioExchange.Broker.Identity;

/// <summary>The key an access token is bound to, as its <c>cnf</c> says it (RFC 7800): a stolen token without that key is worth nothing.</summary>
/// <param name="Member"><see cref="Proof"/> or <see cref="Certificate"/>.</param>
/// <param name="Thumbprint">SHA-256, base64url.</param>
public sealed record KeyBinding(string Member, string Thumbprint)
{
    /// <summary>The key of DPoP proofs (RFC 9449).</summary>
    public const string Proof = "jkt";

    /// <summary>A client certificate (RFC 8705).</summary>
    public const string Certificate = "x5t#S256";

    /// <summary>Whether a token is bound to just this key. A second binding that nobody checked makes it false.</summary>
    public bool IsThatOf(Microsoft.IdentityModel.JsonWebTokens.JsonWebToken token) =>
        token.TryGetPayloadValue<System.Text.Json.JsonElement>("cnf", out var cnf) && cnf.ValueKind == System.Text.Json.JsonValueKind.Object
        && cnf.EnumerateObject().ToArray() is [var only] && only.NameEquals(Member) && only.Value.ValueKind == System.Text.Json.JsonValueKind.String && only.Value.ValueEquals(Thumbprint);

    /// <summary>What a token says that it is bound to; null when that is not one key.</summary>
    public static string? ThumbprintOf(Microsoft.IdentityModel.JsonWebTokens.JsonWebToken token) =>
        token.TryGetPayloadValue<System.Text.Json.JsonElement>("cnf", out var cnf) && cnf.ValueKind == System.Text.Json.JsonValueKind.Object
        && cnf.EnumerateObject().ToArray() is [{ Value.ValueKind: System.Text.Json.JsonValueKind.String } only] && only.Value.GetString() is { Length: > 0 and <= 100 } thumbprint
            ? thumbprint
            : null;
}
