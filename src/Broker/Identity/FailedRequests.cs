using System.Globalization;
using System.Security.Claims;
using ZioExchange.Broker.Hosting;
using ZioExchange.Consent.Decisions;

namespace ZioExchange.Broker.Identity;

/// <summary>Holds requests with an access token to the budget of <see cref="FailedChecks"/>: past it nothing is checked, and the answer is 429.</summary>
internal static class FailedRequests
{
    private static readonly object WaitKey = new();
    private static readonly object ShownKey = new();

    /// <summary>Whether the token that is shown is not to be checked; else it counts when it turns out to be wrong.</summary>
    public static async ValueTask<bool> MustWaitAsync(HttpContext http)
    {
        http.Items[ShownKey] = true;
        if (await Checks(http).WaitAsync(http, null, () => KeyShownBy(http), http.RequestAborted) is not { } wait)
        {
            return false;
        }

        http.Items[WaitKey] = wait;
        return true;
    }

    /// <param name="principal">Who the token speaks for, proved.</param>
    public static async ValueTask PassedAsync(HttpContext http, ClaimsPrincipal principal)
    {
        if (KeyShownBy(http) is { } key)
        {
            await Checks(http).PassedAsync(Caller.From(principal).Organisation, key, http.RequestAborted);
        }
    }

    /// <summary>At the challenge: counts a token that was shown and failed.</summary>
    /// <param name="asksNonce">The proof was good but for the clock of who made it.</param>
    /// <returns>True when the request was not checked, and was answered.</returns>
    public static async Task<bool> AnswerAsync(HttpContext http, bool asksNonce)
    {
        if (http.Items[WaitKey] is int wait)
        {
            http.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
            await Problems.WriteAsync(http, 429, FaultReasons.RateLimited, "Too many tokens or proofs failed from this address. Wait as long as Retry-After says, then send a token and a proof that are right.");
            return true;
        }

        var key = KeyShownBy(http);
        if (http.Items.ContainsKey(ShownKey) && !(asksNonce && Checks(http).HasPassed(key)))
        {
            await Checks(http).CountAsync(http, null, key, http.RequestAborted);
        }

        return false;
    }

    /// <summary>Unproved when it is that of a proof.</summary>
    public static string? KeyShownBy(HttpContext http) => http.Request.Headers["DPoP"] is [{ Length: > 0 } proof]
        ? DpopProof.KeyShownIn(proof)
        : http.RequestServices.GetRequiredService<ClientCertificates>().Of(http)?.Thumbprint;

    private static FailedChecks Checks(HttpContext http) => http.RequestServices.GetRequiredService<FailedChecks>();
}
