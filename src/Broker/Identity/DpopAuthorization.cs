using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Identity;

/// <summary>Binds an access token to the key that got it: the request must carry a fresh, unused proof by that key.</summary>
internal static class DpopAuthorization
{
    private const string Prefix = "DPoP ";
    private static readonly object FaultKey = new();

    /// <summary>The token behind the scheme DPoP. What is sent as Bearer is another matter (<see cref="CertificateAuthorization"/>).</summary>
    public static string? TokenFrom(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header[Prefix.Length..].Trim() : null;

    public static async Task RequireProofAsync(TokenValidatedContext context, Issuer issuer)
    {
        var http = context.HttpContext;
        var services = http.RequestServices;
        var now = services.GetRequiredService<IdentityClock>().Now;
        var token = (JsonWebToken)context.SecurityToken;

        if (http.Request.Headers["DPoP"] is not [{ Length: > 0 } header])
        {
            Refuse(context, "invalid_token", "The token needs one DPoP proof.");
            return;
        }

        var result = await DpopProof.ReadAsync(
            header, http.Request.Method, issuer.At(http.Request.PathBase + http.Request.Path), token.EncodedToken, services.GetRequiredService<DpopNonce>(), now);
        if (result.Proof is not { } proof)
        {
            Refuse(context, result.NeedsNonce ? "use_dpop_nonce" : "invalid_dpop_proof", result.Fault!);
            return;
        }

        if (!new KeyBinding(KeyBinding.Proof, proof.Thumbprint).IsThatOf(token))
        {
            Refuse(context, "invalid_token", "The proof is by another key than the token is bound to.");
            return;
        }

        var keepUntil = now + (2 * DpopProof.Window) + TimeSpan.FromMinutes(10);
        if (!await services.GetRequiredService<SingleUse>().TryUseAsync("dpop:" + proof.Thumbprint, proof.Identifier, keepUntil, http.RequestAborted))
        {
            Refuse(context, "invalid_dpop_proof", "The proof was used before.");
        }
    }

    public static async Task ChallengeAsync(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        var http = context.HttpContext;
        var (error, description) = http.Items[FaultKey] is (string e, string d) ? (e, d) : ("invalid_token", "Send a valid access token as 'Authorization: DPoP' with a DPoP proof.");
        if (await FailedRequests.AnswerAsync(http, asksNonce: error == "use_dpop_nonce"))
        {
            return;
        }

        http.Response.Headers.WWWAuthenticate = $"DPoP error=\"{error}\", error_description=\"{description}\", algs=\"ES256 PS256\"";
        http.Response.Headers["DPoP-Nonce"] = http.RequestServices.GetRequiredService<DpopNonce>().At(http.RequestServices.GetRequiredService<IdentityClock>().Now);
        await Problems.WriteAsync(http, 401, error == "invalid_token" ? FaultReasons.TokenInvalid : FaultReasons.ProofInvalid, description);
    }

    public static void Refuse(TokenValidatedContext context, string error, string description)
    {
        context.HttpContext.Items[FaultKey] = (error, description);
        context.Fail(description);
    }
}
