using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ZioExchange.Broker.Identity;

/// <summary>Makes and describes the broker's own access tokens: JWT (RFC 9068), ES256, 120 seconds, bound to a key of the client by <c>cnf</c>.</summary>
public sealed class AccessTokens(Issuer issuer, IssuerKeyRing keys, IdentityClock clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(120);

    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    public string Create(PartnerClient client, KeyBinding binding, string? authorizationDetails, DateTimeOffset now)
    {
        var claims = new Dictionary<string, object>
        {
            ["client_id"] = client.Organisation.Value,
            [Caller.PartyClaim] = client.Party.Code,
            ["jti"] = Guid.NewGuid().ToString("N"),
            ["sub"] = client.Organisation.Value,
            ["cnf"] = new Dictionary<string, string> { [binding.Member] = binding.Thumbprint },
        };
        if (client.SignedWith is { } key)
        {
            claims[Caller.KeyClaim] = key;
        }

        if (authorizationDetails is not null)
        {
            claims["authorization_details"] = System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(authorizationDetails);
        }

        return Handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "at+jwt",
            Issuer = issuer.Name,
            Audience = issuer.Name,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + Lifetime).UtcDateTime,
            Claims = claims,
            SigningCredentials = new SigningCredentials(keys.Current.Key, SecurityAlgorithms.EcdsaSha256),
        });
    }

    /// <summary>What a token presented to this broker must be. Nothing in it may be chosen by the token itself but which of our keys signed it.</summary>
    public TokenValidationParameters Validation() => new()
    {
        ValidTypes = ["at+jwt"],
        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
        IssuerValidator = (name, _, _) => name == issuer.Name ? name : throw new SecurityTokenInvalidIssuerException("Another issuer."),
        AudienceValidator = (audiences, _, _) => audiences.SequenceEqual([issuer.Name]),
        IssuerSigningKeyResolver = (_, _, kid, _) => keys.Find(kid, clock.Now) is { } key ? [key.Key] : [],
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        ClockSkew = TimeSpan.FromSeconds(5),
        NameClaimType = "client_id",
        RoleClaimType = Caller.PartyClaim,
    };
}
