using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Hosting.Telemetry;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Identity;

/// <summary>Why no token was given: an OAuth error (RFC 6749 section 5.2) that also carries the project's reason code and a remedy.</summary>
/// <param name="Error">The OAuth code.</param>
/// <param name="Reason">The project's own reason; see docs/reasons.md.</param>
/// <param name="Description">What happened and what to do, in ASCII, without any value that was sent.</param>
public sealed record TokenFault(int Status, string Error, Reason Reason, string Description)
{
    public static TokenFault InvalidClient { get; } =
        new(401, "invalid_client", FaultReasons.TokenInvalid, "The client assertion was not accepted. Check key, kid, iss = sub = client id, aud (issuer or token endpoint), exp (at most 5 minutes) and a fresh jti.");

    public static TokenFault UnsupportedGrantType { get; } =
        new(400, "unsupported_grant_type", FaultReasons.BadRequest, "Only grant_type=client_credentials is supported.");

    public static TokenFault InvalidDetails { get; } =
        new(400, "invalid_authorization_details", FaultReasons.BadRequest, "authorization_details must be an array of one object of type kind-dossier with purposes and categories.");

    public static TokenFault UseNonce { get; } =
        new(400, "use_dpop_nonce", FaultReasons.ProofInvalid, "Make the DPoP proof again with the nonce in the DPoP-Nonce header.");

    public static TokenFault TooMany { get; } =
        new(429, "temporarily_unavailable", FaultReasons.RateLimited, "Use a token for its whole life of 120 seconds, and wait as long as Retry-After says.");

    public static TokenFault TooManyFailed { get; } =
        new(429, "temporarily_unavailable", FaultReasons.RateLimited, "Too many assertions or proofs failed from this address. Wait as long as Retry-After says, then send ones that are right.");

    public static TokenFault InvalidRequest(string what) => new(400, "invalid_request", FaultReasons.BadRequest, what);

    public static TokenFault InvalidProof(string what) => new(400, "invalid_dpop_proof", FaultReasons.ProofInvalid, what);

    public IResult ToResult(HttpContext http)
    {
        BrokerMeter.Tokens.Add(1, new KeyValuePair<string, object?>("result", Error));
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(
            new Body(Error, Description, Reason.Number, Reason.Code, TraceId.Current),
            BrokerJson.SnakeCase,
            statusCode: Status);
    }

    private sealed record Body(string Error, string ErrorDescription, string Code, string ReasonCode, string TraceId);
}
