using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace ZioExchange.Broker.Identity;

/// <summary>Partner systems present a DPoP-bound access token with each request; a token without its proof is refused (RFC 9449 section 7).</summary>
public static class PartnerAuthentication
{
    public const string Scheme = "DPoP";
    public const string Policy = "Partner";

    public static void AddPartnerAuthentication(this IServiceCollection services)
    {
        services.AddSingleton(new IdentityClock(TimeProvider.System));
        services.AddSingleton<Issuer>();
        services.AddSingleton<IssuerKeyRing>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<IssuerKeyStore>();
        services.AddSingleton<SingleUse>();
        services.AddScoped<ClientAssertion>();
        services.AddAuthentication().AddJwtBearer(Scheme, _ => { });
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, ConfigureBearer>();
        services.AddAuthorizationBuilder().AddPolicy(Policy, new AuthorizationPolicyBuilder(Scheme).RequireAuthenticatedUser().Build());
    }

    private sealed class ConfigureBearer(AccessTokens tokens, Issuer issuer) : IConfigureNamedOptions<JwtBearerOptions>
    {
        public void Configure(JwtBearerOptions options) => Configure(Scheme, options);

        public void Configure(string? name, JwtBearerOptions options)
        {
            options.MapInboundClaims = false;
            options.TokenValidationParameters = tokens.Validation();
            options.Events = new JwtBearerEvents
            {
                OnMessageReceived = context =>
                {
                    context.Token = DpopAuthorization.TokenFrom(context.Request);
                    if (context.Token is null)
                    {
                        context.NoResult();
                    }

                    return Task.CompletedTask;
                },
                OnTokenValidated = context => DpopAuthorization.RequireProofAsync(context, issuer),
                OnChallenge = DpopAuthorization.ChallengeAsync,
            };
        }
    }
}
