using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.IdentityModel.Tokens;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Identity;

/// <summary>The certificate a client proved to hold, here or to a proxy that the operator named (RFC 8705, RFC 9440).</summary>
/// <remarks>
/// A certificate is a key here, not a name: who the client is, its assertion said when the token was made. So any certificate will do
/// that is within its dates, also one a client signed itself. The header <c>Client-Cert</c> counts from the addresses of
/// <c>Identity:ClientCertificates:Proxies</c> only; of such a proxy the certificate of its own connection counts for nothing.
/// </remarks>
public sealed class ClientCertificates(BrokerSettings settings, IdentityClock clock)
{
    private const string Header = "Client-Cert";
    private const int LongestHeader = 16 * 1024;

    /// <returns>Null when no certificate was proved, or one that is not valid now.</returns>
    public KeyBinding? Of(HttpContext http)
    {
        using var forwarded = IsTrustedProxy(http.Connection.RemoteIpAddress) ? Read(http.Request.Headers[Header]) : null;
        var certificate = IsTrustedProxy(http.Connection.RemoteIpAddress) ? forwarded : http.Connection.ClientCertificate;
        var now = clock.Now.UtcDateTime;
        return certificate is not null && certificate.NotBefore.ToUniversalTime() <= now && now <= certificate.NotAfter.ToUniversalTime()
            ? new KeyBinding(KeyBinding.Certificate, Base64UrlEncoder.Encode(SHA256.HashData(certificate.RawDataMemory.Span)))
            : null;
    }

    private bool IsTrustedProxy(IPAddress? address)
    {
        var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return plain is not null && settings.CertificateProxies.Any(network => network.Contains(plain));
    }

    private static X509Certificate2? Read(Microsoft.Extensions.Primitives.StringValues header)
    {
        if (header is not [{ Length: > 2 and <= LongestHeader } text] || text[0] != ':' || text[^1] != ':')
        {
            return null;
        }

        try
        {
            return X509CertificateLoader.LoadCertificate(Convert.FromBase64String(text[1..^1]));
        }
        catch (Exception e) when (e is FormatException or CryptographicException)
        {
            return null;
        }
    }
}
