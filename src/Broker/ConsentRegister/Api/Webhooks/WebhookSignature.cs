using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ZioExchange.Broker.ConsentRegister.Api.Webhooks;

/// <summary>Signs a message as Standard Webhooks says: HMAC-SHA-256 over id, moment and body, under a secret that starts with whsec_.</summary>
internal static class WebhookSignature
{
    private const string Prefix = "whsec_";

    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public static string Sign(string secret, string id, DateTimeOffset at, string body) => "v1," + Convert.ToBase64String(HMACSHA256.HashData(
        Convert.FromBase64String(secret[Prefix.Length..]),
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{at.ToUnixTimeSeconds()}.{body}"))));
}
