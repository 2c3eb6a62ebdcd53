using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;

namespace ZioExchange.Broker.Identity;

/// <summary>Takes a token that is bound to a certificate: as Bearer, over a connection on which that certificate was proved (RFC 8705 section 3).</summary>
internal static class CertificateAuthorization
{
    private const string Prefix = "Bearer ";

    /// <summary>Null without a certificate: a Bearer token alone is not looked at, it could be stolen.</summary>
    public static string? TokenFrom(HttpContext http) =>
        http.Request.Headers.Authorization is [{ } header] && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        && http.RequestServices.GetRequiredService<ClientCertificates>().Of(http) is not null ? header[Prefix.Length..].Trim() : null;

    /// <returns>Why the token may not be used on this connection; null when it may.</returns>
    public static string? Fault(TokenValidatedContext context) =>
        context.HttpContext.RequestServices.GetRequiredService<ClientCertificates>().Of(context.HttpContext) is { } binding && binding.IsThatOf((JsonWebToken)context.SecurityToken)
            ? null
            : "The token is not bound to the certificate of this connection.";
}
