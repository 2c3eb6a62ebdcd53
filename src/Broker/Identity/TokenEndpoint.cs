using System.Text.Json;
using ZioExchange.Broker.Hosting;
using ZioExchange.Broker.Hosting.Telemetry;

namespace ZioExchange.Broker.Identity;

/// <summary>POST /connect/token: a partner system proves its key and gets a token of 120 seconds, bound to that key.</summary>
/// <remarks>Client credentials only (RFC 6749 section 4.4) with <c>private_key_jwt</c> and a DPoP proof (RFC 9449) or a client certificate (RFC 8705). Every refusal of a client is the same answer.</remarks>
public static class TokenEndpoint
{
    private const int MaximumBody = 64 * 1024;

    public static void MapTokenEndpoint(this IEndpointRouteBuilder routes) => routes
        .MapPost("/connect/token", HandleAsync)
        .WithName(nameof(TokenEndpoint))
        .DisableAntiforgery()
        .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MaximumBody));

    internal static async Task<IResult> HandleAsync(
        HttpContext http, Issuer issuer, ClientAssertion assertions, SingleUse singleUse, AccessTokens tokens, DpopNonce nonces, ClientCertificates certificates, FailedChecks failed, RefusedClients refused, RequestBudgets budgets, IdentityClock clock, CancellationToken ct)
    {
        var now = clock.Now;
        http.Response.Headers["DPoP-Nonce"] = nonces.At(now);
        if (!FormBody.IsForm(http.Request))
        {
            return TokenFault.InvalidRequest("The body must be application/x-www-form-urlencoded.").ToResult(http);
        }

        if (await FormBody.ReadAsync(http.Request, ct) is not { } form)
        {
            return TokenFault.InvalidRequest("The body cannot be read as a form.").ToResult(http);
        }

        if (form.Any(field => field.Value.Count > 1))
        {
            return TokenFault.InvalidRequest("A parameter stands more than once.").ToResult(http);
        }

        if (form["grant_type"] != "client_credentials")
        {
            return TokenFault.UnsupportedGrantType.ToResult(http);
        }

        if (form.ContainsKey("client_secret") || http.Request.Headers.Authorization.Count > 0)
        {
            return TokenFault.InvalidRequest("Show who you are in one way: the client assertion.").ToResult(http);
        }

        if (form["client_assertion_type"] != ClientAssertion.Type || string.IsNullOrEmpty(form["client_assertion"]))
        {
            return TokenFault.InvalidClient.ToResult(http);
        }

        string? details = form["authorization_details"];
        if (details is not null && !TokenNarrowing.TryRead(details, out _))
        {
            return TokenFault.InvalidDetails.ToResult(http);
        }

        var named = ClientAssertion.ClientNamedIn(form["client_assertion"]!);
        if (await failed.WaitAsync(http, named, () => FailedRequests.KeyShownBy(http), ct) is { } pause)
        {
            http.Response.Headers.RetryAfter = pause.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return TokenFault.TooManyFailed.ToResult(http);
        }

        // Without a proof the token is bound to the certificate of the connection, if one was proved there (RFC 8705).
        var certificate = http.Request.Headers["DPoP"].Count == 0 ? certificates.Of(http) : null;
        var proof = certificate is null ? await DpopProof.ReadAsync(http.Request.Headers["DPoP"].ToString(), "POST", issuer.TokenEndpoint, accessToken: null, nonces, now) : null;
        if (proof is { Proof: null })
        {
            return await FailAsync(proof.NeedsNonce ? TokenFault.UseNonce : TokenFault.InvalidProof(proof.Fault!));
        }

        if (await assertions.AuthenticateAsync(form["client_assertion"]!, now, ct) is not { } client
            || (form.TryGetValue("client_id", out var id) && id != client.Organisation.Value))
        {
            return await FailAsync(TokenFault.InvalidClient);
        }

        if (proof is { Proof: { } shown } && !await singleUse.TryUseAsync("dpop:" + shown.Thumbprint, shown.Identifier, now + (2 * DpopProof.Window) + TimeSpan.FromMinutes(10), ct))
        {
            return await FailAsync(TokenFault.InvalidProof("The proof was used before."));
        }

        if (await budgets.UseAsync(client.Organisation.Value, RequestBudgets.Tokens, ct) is (_, < 0, var wait))
        {
            http.Response.Headers.RetryAfter = wait.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return TokenFault.TooMany.ToResult(http);
        }

        BrokerMeter.Tokens.Add(1, new KeyValuePair<string, object?>("result", "granted"));
        http.Response.Headers.CacheControl = "no-store";
        var binding = certificate ?? new KeyBinding(KeyBinding.Proof, proof!.Proof!.Thumbprint);
        await failed.PassedAsync(client.Organisation, binding.Thumbprint, ct);
        return Results.Json(new TokenAnswer(tokens.Create(client, binding, details, now), certificate is null ? "DPoP" : "Bearer", (int)AccessTokens.Lifetime.TotalSeconds,
            details is null ? null : JsonSerializer.Deserialize<JsonElement>(details)), BrokerJson.SnakeCase);

        async Task<IResult> FailAsync(TokenFault fault)
        {
            var key = FailedRequests.KeyShownBy(http);
            if (fault != TokenFault.UseNonce || !failed.HasPassed(key))
            {
                await failed.CountAsync(http, named, key, ct);
            }

            if (fault != TokenFault.UseNonce)
            {
                await refused.NoteAsync(fault, named, ct);
            }

            return fault.ToResult(http);
        }
    }

    /// <param name="AuthorizationDetails">What the token is limited to (RFC 9396 section 7).</param>
    private sealed record TokenAnswer(string AccessToken, string TokenType, int ExpiresIn, JsonElement? AuthorizationDetails);
}
