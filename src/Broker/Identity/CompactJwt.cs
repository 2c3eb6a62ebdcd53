using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Identity;

/// <summary>The form of a signed JWT on the wire, checked before any library reads it (RFC 7515, RFC 7519, RFC 8725).</summary>
internal static class CompactJwt
{
    private static readonly string[] Moments = ["exp", "nbf", "iat"];
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>
    /// Three parts of base64url in their one canonical spelling: decoding drops the last bits of a part, and if they might differ, one
    /// signed token would have several. Header and claims are objects without duplicate members, and nothing is marked critical: no
    /// extension is known here. Moments are numbers: a library may read a text as one.
    /// </summary>
    public static bool IsSound(string token)
    {
        var parts = token.Split('.', 4);
        try
        {
            if (parts.Length != 3 || !Array.TrueForAll(parts, IsCanonical))
            {
                return false;
            }

            using var header = Parse(parts[0]);
            using var claims = Parse(parts[1]);
            return header.RootElement.ValueKind == JsonValueKind.Object && claims.RootElement.ValueKind == JsonValueKind.Object
                && !header.RootElement.TryGetProperty("crit", out _) && !header.RootElement.TryGetProperty("b64", out _)
                && Array.TrueForAll(Moments, name => !claims.RootElement.TryGetProperty(name, out var moment) || moment.ValueKind == JsonValueKind.Number);
        }
        catch (Exception e) when (e is FormatException or JsonException or ArgumentException)
        {
            return false;
        }
    }

    private static JsonDocument Parse(string part)
    {
        var json = Base64UrlEncoder.DecodeBytes(part);
        JsonText.Require(json, Strict.MaxDepth);
        return JsonDocument.Parse(json, Strict);
    }

    private static bool IsCanonical(string part) => part.Length > 0 && Base64UrlEncoder.Encode(Base64UrlEncoder.DecodeBytes(part)) == part;
}
