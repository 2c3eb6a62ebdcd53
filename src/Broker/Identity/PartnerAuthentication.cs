using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Identity.Foreign;

namespace ZioExchange.Broker.Identity;

/// <summary>Partner systems present a key-bound access token with each request, and prove that key: by DPoP (RFC 9449) or a client certificate (RFC 8705).</summary>
public static class PartnerAuthentication
{
    public const string Scheme = "DPoP";
    public const string Policy = "Partner";

    public static void AddPartnerAuthentication(this IServiceCollection services, BrokerSettings settings)
    {
        services.AddSingleton(new IdentityClock(TimeProvider.System));
        services.AddSingleton<Issuer>();
        services.AddSingleton<IssuerKeyRing>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<IssuerKeyStore>();
        services.AddSingleton<IssuerKeyRotation>();
        services.AddSingleton<SingleUse>();
        services.AddSingleton<KnownKeys>();
        services.AddSingleton<FailedChecks>();
        services.AddSingleton<RefusedClients>();
        services.AddSingleton<PublishedKeys>();
        services.AddSingleton<ClientCertificates>();
        services.AddSingleton(settings.Issuers);
        services.AddScoped<ClientAssertion>();
        var schemes = services.AddAuthentication().AddJwtBearer(Scheme, _ => { });
        foreach (var issuer in settings.Issuers.All)
        {
            schemes.AddJwtBearer(ForeignIssuers.Scheme(issuer), _ => { });
        }

        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, ConfigureBearer>();
        services.AddAuthorizationBuilder().AddPolicy(Policy, new AuthorizationPolicyBuilder(Scheme).RequireAuthenticatedUser().Build());
    }

    private sealed class ConfigureBearer(AccessTokens tokens, Issuer issuer, ForeignIssuers foreign, IHostEnvironment environment) : IConfigureNamedOptions<JwtBearerOptions>
    {
        public void Configure(JwtBearerOptions options) => Configure(Scheme, options);

        public void Configure(string? name, JwtBearerOptions options)
        {
            var other = foreign.All.FirstOrDefault(each => ForeignIssuers.Scheme(each) == name);
            options.MapInboundClaims = false;
            options.Events = new JwtBearerEvents { OnMessageReceived = ReadAsync, OnTokenValidated = context => RequireKeyAsync(context, other), OnChallenge = DpopAuthorization.ChallengeAsync };
            if (other is not null)
            {
                ForeignTokens.Configure(options, other, environment.IsDevelopment());
                return;
            }

            options.ForwardDefaultSelector = foreign.SchemeFor;
            options.TokenValidationParameters = tokens.Validation();
        }

        private static async Task ReadAsync(MessageReceivedContext context)
        {
            context.Token = DpopAuthorization.TokenFrom(context.Request) ?? CertificateAuthorization.TokenFrom(context.HttpContext);
            if (context.Token is not null && await FailedRequests.MustWaitAsync(context.HttpContext))
            {
                context.Token = null;
            }

            if (context.Token is null || !CompactJwt.IsSound(context.Token))
            {
                context.NoResult();
            }
        }

        private async Task RequireKeyAsync(TokenValidatedContext context, ForeignIssuer? other)
        {
            if (DpopAuthorization.TokenFrom(context.Request) is not null)
            {
                await DpopAuthorization.RequireProofAsync(context, issuer);
            }
            else if (CertificateAuthorization.Fault(context) is { } fault)
            {
                DpopAuthorization.Refuse(context, "invalid_token", fault);
            }

            if (context.Result is not null)
            {
                return;
            }

            if (other is null)
            {
                await FailedRequests.PassedAsync(context.HttpContext, context.Principal!);
                return;
            }

            var services = context.HttpContext.RequestServices;
            context.Principal = await ForeignTokens.CallerAsync(
                (JsonWebToken)context.SecurityToken, other, services.GetRequiredService<IPartnerClients>(), services.GetRequiredService<IdentityClock>().Now, context.HttpContext.RequestAborted);
            if (context.Principal is null)
            {
                DpopAuthorization.Refuse(context, "invalid_token", "The issuer of this token may not speak for this client.");
                return;
            }

            await FailedRequests.PassedAsync(context.HttpContext, context.Principal);
        }
    }
}
