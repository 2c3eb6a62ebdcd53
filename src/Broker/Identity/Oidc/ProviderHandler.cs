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

namespace ZioExchange.Broker.Identity.Oidc;

/// <summary>Signs somebody in through OpenID Connect: authorization code, PKCE, nonce, one provider. The framework's OAuth handler does state and correlation.</summary>
/// <remarks>No token is kept: what of the answer lives on is what <see cref="AdmitAsync"/> puts into the session cookie.</remarks>
public abstract class ProviderHandler(IOptionsMonitor<ProviderOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : OAuthHandler<ProviderOptions>(options, logger, encoder)
{
    private const string Nonce = "nonce";

    /// <summary>Who that is here. Called with a token that proved itself.</summary>
    /// <exception cref="SignInRefusedException">They may not come in; that stands in the log.</exception>
    /// <exception cref="IdTokenFaultException">The token lacks a claim.</exception>
    protected abstract Task<ClaimsPrincipal> AdmitAsync(JsonWebToken token, string subject);

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

        return new AuthenticationTicket(await AdmitAsync(token, subject), properties, Scheme.Name);
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

    /// <exception cref="ProviderAwayException">They were never read, and cannot be now.</exception>
    private async Task<OpenIdConnectConfiguration> ReadMetadataAsync()
    {
        OpenIdConnectConfiguration metadata;
        try
        {
            metadata = await Options.Metadata.GetConfigurationAsync(Context.RequestAborted);
        }
        catch (Exception fault) when (!Context.RequestAborted.IsCancellationRequested)
        {
            throw new ProviderAwayException(Scheme.Name, fault);
        }

        (Options.AuthorizationEndpoint, Options.TokenEndpoint) = (metadata.AuthorizationEndpoint, metadata.TokenEndpoint);
        return metadata;
    }
}
