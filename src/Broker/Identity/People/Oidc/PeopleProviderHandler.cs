using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ZioExchange.Broker.Identity.People.Oidc;

/// <summary>Signs people in through OpenID Connect: authorization code, PKCE, nonce, one provider. The framework's OAuth handler does state and correlation.</summary>
/// <remarks>No token is kept: of the answer only a keyed hash of the person and the level of assurance live on, in the session cookie.</remarks>
public sealed class PeopleProviderHandler(
    IOptionsMonitor<PeopleProviderOptions> options, ILoggerFactory logger, UrlEncoder encoder, PersonBook people, SignInBook signIns)
    : OAuthHandler<PeopleProviderOptions>(options, logger, encoder)
{
    public const string SchemeName = "Inlogdienst";
    private const string Nonce = "nonce";

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await ReadMetadataAsync();
        await base.HandleChallengeAsync(properties);
    }

    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        var nonce = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));
        properties.Items[Nonce] = nonce;   // before the state is sealed
        return QueryHelpers.AddQueryString(
            base.BuildChallengeUrl(properties, redirectUri), new Dictionary<string, string?> { ["nonce"] = nonce, ["acr_values"] = Options.Provider.AcrValues });
    }

    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        var metadata = await ReadMetadataAsync();

        // RFC 9207: an answer of another issuer is not for us.
        return Request.Query["iss"].ToString() is { Length: > 0 } issuer && issuer != metadata.Issuer
            ? HandleRequestResult.Fail(new IdTokenFaultException("iss"))
            : await base.HandleRemoteAuthenticateAsync();
    }

    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        var text = tokens.Response?.RootElement.TryGetProperty("id_token", out var value) is true ? value.GetString() : null;
        if (text is null || !properties.Items.Remove(Nonce, out var nonce) || nonce is null)
        {
            throw new IdTokenFaultException("id_token");
        }

        var token = await ValidateAsync(text, nonce, tokens.AccessToken);
        if (!token.TryGetPayloadValue<string>(Options.Provider.SubjectClaim, out var subject) || string.IsNullOrEmpty(subject))
        {
            throw new IdTokenFaultException("subject");
        }

        var acr = token.TryGetPayloadValue<string>("acr", out var level) ? level : null;
        var visitor = new Visitor(Convert.ToHexStringLower(people.LookupOf(subject)), AssuranceLevels.Of(acr, Options.Provider), "OIDC");
        if (await signIns.AdmitAsync(visitor, Context.RequestAborted) is { } reason)
        {
            throw new SignInRefusedException(reason);
        }

        return new AuthenticationTicket(visitor.ToPrincipal(), properties, Scheme.Name);
    }

    /// <summary>A provider may have changed its keys since they were read: then they are read once more.</summary>
    private async Task<JsonWebToken> ValidateAsync(string text, string nonce, string? accessToken)
    {
        try
        {
            return await IdTokens.ValidateAsync(text, await ReadMetadataAsync(), Options.ClientId, nonce, accessToken);
        }
        catch (IdTokenFaultException fault) when (fault.InnerException is SecurityTokenSignatureKeyNotFoundException)
        {
            Options.Metadata.RequestRefresh();
            return await IdTokens.ValidateAsync(text, await ReadMetadataAsync(), Options.ClientId, nonce, accessToken);
        }
    }

    private async Task<OpenIdConnectConfiguration> ReadMetadataAsync()
    {
        var metadata = await Options.Metadata.GetConfigurationAsync(Context.RequestAborted);
        (Options.AuthorizationEndpoint, Options.TokenEndpoint) = (metadata.AuthorizationEndpoint, metadata.TokenEndpoint);
        return metadata;
    }
}
