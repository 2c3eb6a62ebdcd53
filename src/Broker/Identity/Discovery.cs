using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Identity;

/// <summary>What a partner's library reads first: authorization server metadata (RFC 8414), SMART configuration and the keys that sign tokens.</summary>
public static class Discovery
{
    private static readonly string[] Algorithms = ["ES256", "PS256"];

    public static void MapDiscovery(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/.well-known/oauth-authorization-server", (Issuer issuer) => Results.Json(Metadata(issuer), BrokerJson.SnakeCase));
        foreach (var root in new[] { string.Empty, "/fhir" })   // SMART looks below the FHIR base, RFC 8615 below the host
        {
            routes.MapGet(root + "/.well-known/smart-configuration", (Issuer issuer) => Results.Json(Smart(issuer), BrokerJson.SnakeCase));
        }

        routes.MapGet("/.well-known/jwks.json", (IssuerKeyRing keys) => Results.Json(new { keys = keys.All.Select(key => key.ToPublicJwk()) }, BrokerJson.CamelCase));
    }

    private static object Metadata(Issuer issuer) => new
    {
        Issuer = issuer.Name,
        issuer.TokenEndpoint,
        JwksUri = issuer.At("/.well-known/jwks.json"),
        GrantTypesSupported = new[] { "client_credentials" },
        ResponseTypesSupported = Array.Empty<string>(),
        TokenEndpointAuthMethodsSupported = new[] { "private_key_jwt" },
        TokenEndpointAuthSigningAlgValuesSupported = Algorithms,
        DpopSigningAlgValuesSupported = Algorithms,
        AuthorizationDetailsTypesSupported = new[] { TokenNarrowing.DetailType },
        TlsClientCertificateBoundAccessTokens = true,
        ServiceDocumentation = issuer.At("/docs"),
    };

    private static object Smart(Issuer issuer) => new
    {
        Issuer = issuer.Name,
        issuer.TokenEndpoint,
        JwksUri = issuer.At("/.well-known/jwks.json"),
        GrantTypesSupported = new[] { "client_credentials" },
        TokenEndpointAuthMethodsSupported = new[] { "private_key_jwt" },
        TokenEndpointAuthSigningAlgValuesSupported = Algorithms,
        CodeChallengeMethodsSupported = new[] { "S256" },   // SMART 2 asks it of every server; without authorization_endpoint there is no code to challenge
        Capabilities = new[] { "client-confidential-asymmetric" },
    };
}
