using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using ZioExchange.Broker.Identity.Oidc;

namespace ZioExchange.Broker.Identity.People.Oidc;

/// <summary>Parents and young people at their provider. Of the answer only a keyed hash of the person and the level of assurance live on.</summary>
public sealed class PeopleProviderHandler(
    IOptionsMonitor<ProviderOptions> options, ILoggerFactory logger, UrlEncoder encoder, PeopleProviderSettings provider, PersonBook people, SignInBook signIns)
    : ProviderHandler(options, logger, encoder)
{
    public const string SchemeName = "Inlogdienst";

    protected override async Task<ClaimsPrincipal> AdmitAsync(JsonWebToken token, string subject)
    {
        var acr = token.TryGetPayloadValue<string>("acr", out var level) ? level : null;
        var visitor = new Visitor(Convert.ToHexStringLower(people.LookupOf(subject)), AssuranceLevels.Of(acr, provider), "OIDC");
        return await signIns.AdmitAsync(visitor, Context.RequestAborted) is { } reason ? throw new SignInRefusedException(reason) : visitor.ToPrincipal();
    }
}
