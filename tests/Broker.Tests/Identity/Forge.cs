using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace ZioExchange.Broker.Tests.Identity;

/// <summary>Makes JWTs by hand, also such as no library would make.</summary>
internal static class Forge
{
    public static string Sign(JsonObject header, JsonObject payload, ECDsa key) =>
        Sign(header, payload, input => key.SignData(input, HashAlgorithmName.SHA256));

    public static string Sign(JsonObject header, JsonObject payload, Func<byte[], byte[]> sign)
    {
        var input = Encode(header.ToJsonString()) + "." + Encode(payload.ToJsonString());
        return input + "." + Base64UrlEncoder.Encode(sign(Encoding.ASCII.GetBytes(input)));
    }

    public static string Mac(JsonObject header, JsonObject payload, byte[] secret) => Sign(header, payload, input => HMACSHA256.HashData(secret, input));

    public static string Unsigned(JsonObject header, JsonObject payload) => Encode(header.ToJsonString()) + "." + Encode(payload.ToJsonString()) + ".";

    public static string Encode(string text) => Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(text));

    /// <summary>The public half of a key as JWK, members of ES256 only.</summary>
    public static JsonObject PublicJwk(ECDsa key)
    {
        var parameters = key.ExportParameters(includePrivateParameters: false);
        return new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64UrlEncoder.Encode(parameters.Q.X), ["y"] = Base64UrlEncoder.Encode(parameters.Q.Y) };
    }

    /// <summary>The claims of a token, to change and sign again.</summary>
    public static JsonObject Payload(string token) => Part(token, 1);

    public static JsonObject Header(string token) => Part(token, 0);

    public static long Unix(double secondsFromNow) => DateTimeOffset.UtcNow.AddSeconds(secondsFromNow).ToUnixTimeSeconds();

    private static JsonObject Part(string token, int number) => JsonSerializer.Deserialize<JsonObject>(Base64UrlEncoder.DecodeBytes(token.Split('.')[number]))!;
}
