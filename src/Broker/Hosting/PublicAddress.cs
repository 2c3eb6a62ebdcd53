using System.Net;
using System.Net.Sockets;

namespace ZioExchange.Broker.Hosting;

/// <summary>Which addresses the broker may send to on a partner's word: public ones, so that nobody reaches into the operator's own network through it.</summary>
/// <remarks>Source: IANA special-purpose registries (RFC 6890); OWASP on server-side request forgery. A name is judged by the address that is then connected to.</remarks>
internal static class PublicAddress
{
    public const int Longest = 2000;

    private static readonly IPNetwork[] Special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24",
            "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    public static bool IsPublic(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return (plain.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(plain)) && !Array.Exists(Special, range => range.Contains(plain));
    }

    /// <param name="loopbackToo">In Development, where partner systems are played on the same machine.</param>
    public static bool MayConnect(IPAddress address, bool loopbackToo) => IsPublic(address) || (loopbackToo && IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));

    /// <summary>What can be told of an address without asking a name server; the rest is judged at each delivery.</summary>
    public static bool IsAcceptable(string text, bool loopbackToo, out Uri? address)
    {
        if (text.Length > Longest || !Uri.TryCreate(text, UriKind.Absolute, out address) || address.UserInfo.Length > 0 || address.Fragment.Length > 0)
        {
            address = null;
            return false;
        }

        if (IPAddress.TryParse(address.IdnHost, out var literal))
        {
            return MayConnect(literal, loopbackToo) && (address.Scheme == Uri.UriSchemeHttps || (loopbackToo && address.Scheme == Uri.UriSchemeHttp && IPAddress.IsLoopback(literal)));
        }

        if (address.IsLoopback)
        {
            return loopbackToo && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
        }

        return address.Scheme == Uri.UriSchemeHttps && address.IdnHost.Contains('.', StringComparison.Ordinal);
    }
}
