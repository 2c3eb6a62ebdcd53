using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using ZioExchange.Broker.Identity.Oidc;

namespace ZioExchange.Broker.Oversight;

/// <summary>Officers at their provider. The token tells who comes for which organisation, with how many factors; the directory tells whether that is an officer, and of which kind.</summary>
public sealed class OfficerProviderHandler(
    IOptionsMonitor<ProviderOptions> options, ILoggerFactory logger, UrlEncoder encoder, OfficerProviderSettings provider, OfficerDesk desk)
    : ProviderHandler(options, logger, encoder)
{
    public const string SchemeName = "InlogdienstToezicht";

    protected override async Task<ClaimsPrincipal> AdmitAsync(JsonWebToken token, string subject)
    {
        if (!token.TryGetPayloadValue<string>(provider.OrganisationClaim, out var organisation) || string.IsNullOrEmpty(organisation))
        {
            throw new IdTokenFaultException("organisation");
        }

        var factors = SignInFactors.Of(token, provider);
        var (session, refusal) = await desk.AdmitAsync(await desk.OrganisationAsync(provider.OrganisationSystem, organisation, Context.RequestAborted), subject, factors, "OIDC", Context.RequestAborted);
        return session?.ToPrincipal(factors) ?? throw new SignInRefusedException(refusal!);
    }
}
