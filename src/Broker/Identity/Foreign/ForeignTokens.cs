using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ZioExchange.Broker.Identity.Foreign;

/// <summary>What a token of another issuer must be, and who it speaks for: the organisation as our directory knows it, whatever else the token says.</summary>
internal static class ForeignTokens
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromHours(1);
    private static readonly string[] Algorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSha256];

    public static void Configure(JwtBearerOptions options, ForeignIssuer issuer, bool development)
    {
        // Follows no redirect: the metadata of an issuer stand where the issuer is.
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = TimeSpan.FromSeconds(10),
            MaxResponseContentBufferSize = 256 * 1024,
        };
        options.ConfigurationManager = new ConfigurationManager<OpenIdConnectConfiguration>(
            issuer.Issuer.TrimEnd('/') + "/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(), new HttpDocumentRetriever(http) { RequireHttps = !development }, new ExactIssuer(issuer.Issuer));
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = issuer.Issuer,
            ValidAudience = issuer.Audience,
            ValidTypes = [issuer.TokenType],
            ValidAlgorithms = Algorithms,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ClockSkew = TimeSpan.FromSeconds(5),
            NameClaimType = "client_id",
            RoleClaimType = Caller.PartyClaim,
        };
    }

    /// <returns>The caller; null when the issuer may not speak for that client, or it takes no part, or the token is narrowed in a way that is not understood.</returns>
    public static async Task<ClaimsPrincipal?> CallerAsync(JsonWebToken token, ForeignIssuer issuer, IPartnerClients clients, DateTimeOffset now, CancellationToken ct)
    {
        if (!token.TryGetPayloadValue<string>(issuer.ClientClaim, out var name) || name is null || !issuer.Clients.TryGetValue(name, out var organisation)
            || token.ValidTo > (now + LongestLife).UtcDateTime || await clients.FindAsync(organisation, ct) is not { } client)
        {
            return null;
        }

        var identity = new ClaimsIdentity(PartnerAuthentication.Scheme, "client_id", Caller.PartyClaim);
        identity.AddClaim(new Claim("client_id", client.Organisation.Value));
        identity.AddClaim(new Claim(Caller.PartyClaim, client.Party.Code));
        identity.AddClaim(new Claim(Caller.MethodClaim, Caller.ByOtherIssuer));
        identity.AddClaim(new Claim("jti", token.Id is { Length: > 0 and <= 256 } id ? id : Base64UrlEncoder.Encode(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(token.EncodedToken)))));
        if (KeyBinding.ThumbprintOf(token) is { } key)
        {
            identity.AddClaim(new Claim(Caller.KeyClaim, key));
        }

        if (token.TryGetPayloadValue<System.Text.Json.JsonElement>("authorization_details", out var details))
        {
            if (!TokenNarrowing.TryRead(details.GetRawText(), out _))
            {
                return null;
            }

            identity.AddClaim(new Claim("authorization_details", details.GetRawText()));
        }

        return new ClaimsPrincipal(identity);
    }
}
