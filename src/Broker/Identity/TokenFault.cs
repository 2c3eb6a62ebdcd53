using System.Diagnostics;
using ZioExchange.Broker.Hosting;

namespace ZioExchange.Broker.Identity;

/// <summary>Why no token was given: an OAuth error (RFC 6749 section 5.2) that also carries the project's reason code and a remedy.</summary>
/// <param name="Error">The OAuth code.</param>
/// <param name="ReasonCode">The project's code; see docs/reasons.md.</param>
/// <param name="Description">What happened and what to do, in ASCII, without any value that was sent.</param>
public sealed record TokenFault(int Status, string Error, string ReasonCode, string Description)
{
    public static TokenFault InvalidClient { get; } =
        new(401, "invalid_client", "CLIENT_INVALID", "The client assertion was not accepted. Check key, kid, iss = sub = client id, aud (issuer or token endpoint), exp (at most 5 minutes) and a fresh jti.");

    public static TokenFault UnsupportedGrantType { get; } =
        new(400, "unsupported_grant_type", "GRANT_TYPE_UNSUPPORTED", "Only grant_type=client_credentials is supported.");

    public static TokenFault InvalidDetails { get; } =
        new(400, "invalid_authorization_details", "AUTHORIZATION_DETAILS_INVALID", "authorization_details must be an array of one object of type kind-dossier with purposes and categories.");

    public static TokenFault UseNonce { get; } =
        new(400, "use_dpop_nonce", "PROOF_NOT_FRESH", "Make the DPoP proof again with the nonce in the DPoP-Nonce header.");

    public static TokenFault InvalidRequest(string what) => new(400, "invalid_request", "TOKEN_REQUEST_MALFORMED", what);

    public static TokenFault InvalidProof(string what) => new(400, "invalid_dpop_proof", "PROOF_INVALID", what);

    public IResult ToResult(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(
            new Body(Error, Description, Reasons.ZioCodeOf(ReasonCode), ReasonCode, Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier),
            BrokerJson.SnakeCase,
            statusCode: Status);
    }

    private sealed record Body(string Error, string ErrorDescription, string Code, string ReasonCode, string TraceId);
}
