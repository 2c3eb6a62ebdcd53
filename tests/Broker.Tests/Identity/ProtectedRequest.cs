using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;
using ZioExchange.Testing;

namespace ZioExchange.Broker.Tests.Identity;

/// <summary>A request with token and proof, of which a test changes one thing: what stays as it is would be accepted.</summary>
/// <remarks>It asks for a path that does not exist behind the token check; accepted means any answer but 401.</remarks>
internal sealed class ProtectedRequest(LiveBroker broker, string token, ECDsa key)
{
    public const string Path = "/api/v1/schoolverzoeken";

    public string Token { get; set; } = token;

    public string Scheme { get; set; } = "DPoP";

    public JsonObject Header { get; } = new() { ["typ"] = "dpop+jwt", ["alg"] = "ES256", ["jwk"] = Forge.PublicJwk(key) };

    public JsonObject Claims { get; } = new()
    {
        ["jti"] = Guid.NewGuid().ToString("N"),
        ["htm"] = "POST",
        ["htu"] = broker.Address + Path,
        ["iat"] = Forge.Unix(0),
        ["ath"] = HashOf(token),
    };

    public static async Task<ProtectedRequest> OfAsync(LiveBroker broker, string client, CancellationToken ct)
    {
        var partner = await broker.PartnerAsync(client);
        return new ProtectedRequest(broker, await partner.TokenAsync(ct), partner.Key.ToECDsa());
    }

    public static string HashOf(string token) => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(token)));

    public string Signed() => Forge.Sign(Header, Claims, key);

    /// <summary>Sends the request with these proofs, or the one that was built.</summary>
    public async Task<Reply> SendAsync(CancellationToken ct, params string[] proofs)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(broker.Address + Path)) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", Scheme.Length == 0 ? Token : Scheme + " " + Token);
        request.Headers.TryAddWithoutValidation("DPoP", proofs.Length == 0 ? [Signed()] : proofs);
        return await broker.SendAsync(request, ct);
    }

    /// <summary>Binds the proof to another token.</summary>
    public ProtectedRequest With(string other)
    {
        Token = other;
        Claims["ath"] = HashOf(other);
        Claims["jti"] = Guid.NewGuid().ToString("N");
        return this;
    }
}
