using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace ZioExchange.Broker.Identity.Foreign;

/// <summary>The other issuers this broker trusts, and which of them a token says it is from.</summary>
public sealed class ForeignIssuers(IReadOnlyList<ForeignIssuer> all)
{
    private const string Section = "Identity:Issuers";

    public IReadOnlyList<ForeignIssuer> All => all;

    /// <summary>Reads the configuration; what is wrong is added to the faults.</summary>
    public static ForeignIssuers Read(IConfiguration configuration, bool development, List<string> faults)
    {
        var all = configuration.GetSection(Section).Get<List<ForeignIssuer>>() ?? [];
        foreach (var (issuer, number) in all.Select((issuer, number) => (issuer, number)))
        {
            if (!Uri.TryCreate(issuer.Issuer, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && !(development && address.IsLoopback)))
            {
                faults.Add($"{Section}:{number}:Issuer must be the https address of the issuer as its tokens say it, for example https://login.example.nl/realms/partners.");
            }

            if (issuer.Audience.Length == 0)
            {
                faults.Add($"{Section}:{number}:Audience must be the audience of tokens for this broker, for example https://broker.example.nl.");
            }

            if (issuer.Clients.Count == 0)
            {
                faults.Add($"{Section}:{number}:Clients must name the clients this issuer may speak for, each with its organisation, for example Clients:school-a = school-a.");
            }

            if (issuer.TokenType is not ("at+jwt" or "JWT"))
            {
                faults.Add($"{Section}:{number}:TokenType must be at+jwt or JWT.");
            }
        }

        if (all.Select(issuer => issuer.Issuer).Distinct(StringComparer.Ordinal).Count() < all.Count)
        {
            faults.Add($"{Section} names an issuer twice.");
        }

        return new ForeignIssuers(all);
    }

    /// <summary>The scheme that judges the token of a request; null when it is one of our own, or none.</summary>
    public string? SchemeFor(HttpContext http)
    {
        if (all.Count == 0 || (DpopAuthorization.TokenFrom(http.Request) ?? CertificateAuthorization.TokenFrom(http)) is not { } token || !CompactJwt.IsSound(token))
        {
            return null;
        }

        // Not believed, only used to choose who judges; each scheme then requires its own issuer.
        using var claims = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.Split('.')[1]));
        return claims.RootElement.TryGetProperty("iss", out var name) && name.ValueKind == JsonValueKind.String && all.FirstOrDefault(issuer => name.ValueEquals(issuer.Issuer)) is { } found ? Scheme(found) : null;
    }

    internal static string Scheme(ForeignIssuer issuer) => PartnerAuthentication.Scheme + " " + issuer.Issuer;
}
